"""The admin of documents: the official text is attached here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from .models import AttachedText
from .record_admin import PlanRecordAdmin
from .texts import report
from .texts.attach_form import AttachForm


class DocumentAdmin(PlanRecordAdmin):
    """Documents, with the editions of their official text."""

    change_form_template = "admin/document_change_form.html"

    def get_urls(self):
        """The texts of a document stand below it."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/texts/", wrap(self.texts), name="documents_document_texts"),
            path("texts/<int:pk>/file/", wrap(self.file), name="documents_text_file"),
            *super().get_urls(),
        ]

    def texts(self, request, pk):
        """Attach a file; see the editions, and what the latest does not resolve."""
        if not request.user.has_perm("documents.add_attachedtext"):
            raise PermissionDenied
        document = self.get_object(request, str(pk))
        if document is None:
            raise Http404
        form = AttachForm(
            request.POST or None, request.FILES or None, document=document, user=request.user
        )
        if request.method == "POST" and form.is_valid():
            self.tell(request, form.report)
            return HttpResponseRedirect(request.path)
        editions = list(document.texts.defer("words").select_related("attached_by"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "document": document,
            "form": form,
            "editions": [report.summary(text) for text in editions],
            "lost": report.rows(editions[0]) if editions else (),
            "title": _("Official text"),
        }
        return TemplateResponse(request, "admin/document_texts.html", context)

    def tell(self, request, found):
        """Say what attaching found."""
        lost = found.unresolved.count()
        if not found.is_new:
            text = _("This file is attached already; nothing changed.")
        else:
            text = _("%(text)s: %(found)s of %(all)s citations stand in their section") % {
                "text": found.text,
                "found": found.citations - lost,
                "all": found.citations,
            }
        self.message_user(request, text, messages.WARNING if lost else messages.SUCCESS)

    def file(self, request, pk):
        """The file as it was given."""
        if not request.user.has_perm("documents.add_attachedtext"):
            raise PermissionDenied
        text = get_object_or_404(AttachedText, pk=pk)
        return FileResponse(text.file.open(), as_attachment=True, filename=text.file_name)
