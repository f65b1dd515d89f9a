"""What is downloaded of a survey: its QR code, the sheet to hang up, its results."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from liaocheng_plan.progress.reach import require
from liaocheng_plan.surveys import results as surveyed
from liaocheng_plan.surveys.access import SurveyReach
from liaocheng_plan.surveys.models import Survey

from .. import views_system
from ..circles.guide_map import FontMissing
from ..circles.views_guide_map import answer, missing_font
from . import results_files, sheet_files, survey_links
from .presenters import SurveyPresenter


def released_or_404(request, key):
    """A survey whose address leads somewhere, within the person's reach."""
    rows = SurveyReach(request.user).surveys().filter(state=Survey.State.RELEASED)
    return get_object_or_404(rows, key=key)


@login_required
def code(request, key, kind):
    """The QR code as SVG or PNG."""
    survey = released_or_404(request, key)
    if kind not in survey_links.KINDS:
        raise Http404
    content = survey_links.file(survey_links.address(request, survey), kind)
    response = HttpResponse(content, content_type=survey_links.KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{key}.{kind}"'
    return response


@login_required
def sheet(request, key):
    """One page of A4 to print and hang up."""
    survey = SurveyPresenter(released_or_404(request, key), request)
    return render(request, "portal/surveys/survey_sheet.html", {"survey": survey})


@login_required
def sheet_pdf(request, key):
    """The same page as a PDF."""
    survey = SurveyPresenter(released_or_404(request, key), request)
    try:
        made = sheet_files.pdf(survey)
    except FontMissing as error:
        return views_system.failure(request, "503.html", 503, {"said": missing_font(error)})
    return answer(made, f"{survey.survey.title}-A4.pdf")


def results(request, key, kind):
    """Published results for everybody; `?exact=1` gives the bureau's staff every count."""
    if kind not in results_files.KINDS:
        raise Http404
    survey = get_object_or_404(Survey.objects.select_related("result"), key=key)
    exact = request.GET.get("exact") == "1"
    if exact:
        require(SurveyReach(request.user).reads_exact())
        found = surveyed.exact(survey)
    elif survey.is_published:
        row = survey.result
        found = {"answers": row.answers, "suspects": row.suspects, "questions": row.results}
    else:
        raise Http404
    return results_files.answer(kind, survey, found, exact)
