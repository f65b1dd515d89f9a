"""An area's form as a workbook: download, upload, compare, and only then save as drafts."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from liaocheng_plan.progress import reviewing, rounds, workbook
from liaocheng_plan.progress.workbook_comparing import Kind, differences, sealed, unsealed
from liaocheng_plan.progress.workbook_reading import Filled, read

from ..display import workbooks
from .presenters import FormPresenter
from .presenters_differences import DifferencePresenter
from .round_access import demand, form_of, staff_page


@staff_page
def download(request, key, area):
    """The pre-filled workbook."""
    round_, place, _submission = form_of(request.user, key, area)
    book = workbook.of(round_, place, rounds.asked_of(round_, place))
    return workbooks.answer(book, f"{round_.name}-{place.name}")


@require_POST
@staff_page
def upload(request, key, area):
    """Compare an uploaded workbook with what is saved; with `sealed`, save it as drafts."""
    round_, place, submission = form_of(request.user, key, area)
    demand(reviewing.may_report(request.user, place))
    lines = rounds.asked_of(round_, place)
    filled, errors = None, []
    try:
        rounds.refuse_closed(round_)
        if "sealed" in request.POST:
            values, stamps, seen = unsealed(request.POST["sealed"], round_, place)
            filled = Filled(values, stamps)
            return confirmed(request, round_, place, lines, filled, seen)
        filled = read(uploaded(request), round_, place, lines)
    except signing.BadSignature:
        errors = [_("The comparison is too old; upload the workbook again.")]
    except ValidationError as error:
        errors = error.messages
    context = {
        "round": round_,
        "form": FormPresenter(submission, request.user),
        "errors": errors,
        **compared(round_, place, lines, filled),
    }
    status = 422 if errors else 200
    return render(request, "portal/rounds/round_upload.html", context, status=status)


def uploaded(request):
    """The file, or `ValidationError` where none came along."""
    if "workbook" not in request.FILES:
        raise ValidationError(_("Choose a workbook first."))
    return request.FILES["workbook"]


def compared(round_, area, lines, filled):
    """What the page shows of a workbook that could be read."""
    if filled is None:
        return {}
    found = [DifferencePresenter(row) for row in differences(lines, filled)]
    return {
        "differences": found,
        "countable": [row for row in found if row.kind != Kind.LOCKED],
        "sealed": sealed(round_, area, filled, lines),
    }


def confirmed(request, round_, area, lines, filled, seen):
    """Save what was compared; of conflicts, what was chosen. Raises where more has changed."""
    chosen = {}
    for row in differences(lines, filled):
        slot = row.line.slot
        mine = row.kind != Kind.CONFLICT or request.POST.get(f"choose:{slot}") == "file"
        if mine and row.kind != Kind.LOCKED:
            chosen[slot] = row.values
    saved = rounds.save_form(request.user, round_, area, chosen, seen)
    text = ngettext("%(n)d line saved as draft.", "%(n)d lines saved as drafts.", len(saved))
    messages.success(request, text % {"n": len(saved)})
    return redirect("round-form", key=round_.key, area=area.key)
