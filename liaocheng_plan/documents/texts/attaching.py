"""Attaching a file: read, place and save it in one transaction, or change nothing."""

from dataclasses import dataclass, field
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import AttachedText, Document
from . import editions, files, placing
from .errors import AttachError
from .heads import without_heads


@dataclass
class Report:
    """What attaching did: the text, whether it is new, headings that are missing."""

    text: AttachedText
    is_new: bool
    missing: list = field(default_factory=list)

    @property
    def unresolved(self):
        """Citations whose quote does not stand in the cited section, with the nearest words."""
        return self.text.citation_places.unresolved().select_related("citation__clause__document")

    @property
    def citations(self):
        """How many citations the document has."""
        return self.text.citation_places.count()


def attach(key, name, data, *, edition="", dated=None, user=None, strict=False):
    """Attach the bytes of a file to the document of that key; returns a `Report`.

    The first edition is in use at once; a later one when no difference waits for a decision.
    The same file again changes nothing. Raises `AttachError`; with `strict` also where a
    citation does not resolve, see `AttachError.report`.
    """
    document = document_of(key)
    digest = sha256(data).hexdigest()
    existing = AttachedText.objects.filter(document=document, sha256=digest).first()
    if existing is not None:
        return refuse_unresolved(Report(existing, False), strict)
    extracted = files.read(data)
    text = AttachedText(
        document=document,
        edition=edition or timezone.localdate().isoformat(),
        dated=dated,
        file_name=name[-200:],
        format=extracted.format,
        sha256=digest,
        words=without_heads(extracted.words, (document.name, document.title)),
        attached_by=user,
    )
    refuse_taken(text)
    try:
        with transaction.atomic():
            return refuse_unresolved(save(text, data), strict)
    except BaseException:
        forget_file(text)
        raise


def save(text, data):
    """Save a new text with its file and its places."""
    text.file.save(
        f"{text.document.key}-{text.sha256[:12]}.{text.format}", ContentFile(data), False
    )
    text.save()
    placed = placing.place(text.document, text.words)
    placing.save(text, placed)
    editions.use_if_decided(text)
    return Report(text, True, placed.missing)


def document_of(key):
    """The document of that key; raises `AttachError` that names those there are."""
    document = Document.objects.filter(key=key).first()
    if document is None:
        keys = Document.objects.values_list("key", flat=True)
        raise AttachError(
            _("There is no document “%(key)s”; there are: %(keys)s.")
            % {"key": key, "keys": ", ".join(keys) or "—"}
        )
    return document


def refuse_taken(text):
    """Raise `AttachError` where another file bears this edition's name."""
    others = AttachedText.objects.filter(document=text.document, edition=text.edition)
    if others.exists():
        raise AttachError(
            _("Another file is attached as the edition “%(edition)s”; give this one another name.")
            % {"edition": text.edition}
        )


def refuse_unresolved(report, strict):
    """The report, or with `strict` an `AttachError` that carries it where a citation is lost."""
    lost = list(report.unresolved) if strict else []
    if lost:
        error = AttachError(
            _("%(count)s of %(all)s citations do not resolve; nothing was attached.")
            % {"count": len(lost), "all": report.citations}
            if report.is_new
            else _("%(count)s of %(all)s citations do not resolve.")
            % {"count": len(lost), "all": report.citations}
        )
        error.unresolved = lost
        raise error
    return report


def forget_file(text):
    """Remove the stored file of a text that was not saved."""
    if text.file:
        text.file.delete(save=False)
