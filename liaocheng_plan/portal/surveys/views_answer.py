"""Where residents answer: no login, no session, no script; works on any phone."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from liaocheng_plan.surveys import answering, floods, tokens
from liaocheng_plan.surveys.access import SurveyReach
from liaocheng_plan.surveys.models import Phase, Survey

from ..display import numbers
from . import survey_words
from .answer_form import TRAP, AnswerForm

MOST_BYTES = 64 * 1024
COOKIE = "survey_answered"
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def in_own_language(view):
    """`?lang=en` or `?lang=zh` decides, so that no cookie is needed for it."""

    @wraps(view)
    def spoken(request, *args, **kwargs):
        code = LANGUAGES.get(request.GET.get("lang", ""))
        if code is None:
            return view(request, *args, **kwargs)
        with translation.override(code):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = code
        return response

    return spoken


# No cookie of a login is trusted here, so there is nothing to forge: the form itself is signed.
@csrf_exempt
@never_cache
@in_own_language
def answer(request, token):
    """The questionnaire; outside its days a page that says so."""
    survey = get_object_or_404(Survey.objects.released(), token=token)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        form = AnswerForm(survey)
        form.problem = _("The answer is too long to be taken. Nothing has been kept.")
        return page(request, survey, form, tokens.new_form(survey), 413)
    if survey.phase() != Phase.OPEN:
        return closed(request, survey)
    if request.method == "POST":
        return receive(request, survey, AnswerForm(survey, request.POST))
    return page(request, survey, AnswerForm(survey), tokens.new_form(survey))


def receive(request, survey, form):
    """Keep the answer, or show it again with what is wrong; nothing typed is lost."""
    stamp, status = request.POST.get("form", ""), 400
    if request.POST.get(TRAP):
        form.problem = _("One field must stay empty; it has been emptied. Please send it again.")
    elif form.is_empty:
        form.problem = _("Please answer at least one question.")
    elif form.is_valid():
        try:
            return keep(request, survey, form, stamp)
        except answering.Flooded as error:
            form.problem, status = error.messages[0], 429
        except ValidationError as error:
            form.problem = error.messages[0]
    if tokens.read_form(survey, stamp) is None:
        stamp = tokens.new_form(survey, age=answering.QUICKEST)
    response = page(request, survey, form, stamp, status)
    if status == 429:
        response["Retry-After"] = floods.SURVEY_SECONDS
    return response


def keep(request, survey, form, stamp):
    """Store it and mark the browser, so that a second answer is known as one."""
    _answer, mark = answering.receive(
        survey,
        form.given,
        form=stamp,
        address=address_of(request),
        browser=request.COOKIES.get(COOKIE, ""),
    )
    response = redirect(with_language(request, reverse("survey-received", args=[survey.token])))
    response.set_cookie(
        COOKIE,
        mark,
        max_age=60 * 60 * 24 * ((survey.closes_on - timezone.localdate()).days + 1),
        path=reverse("survey-answer", args=[survey.token]),
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    return response


def address_of(request):
    """Where a request comes from; behind the proxy the last address that it noted down."""
    noted = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return noted.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def with_language(request, path):
    """The same path in the language that was asked for."""
    code = request.GET.get("lang", "")
    return f"{path}?lang={code}" if code in LANGUAGES else path


def page(request, survey, form, stamp, status=200):
    """The questionnaire."""
    found = frame(request, survey) | {
        "form": form,
        "stamp": stamp,
        "trap": TRAP,
        "answered": COOKIE in request.COOKIES,
    }
    return render(request, "portal/surveys/survey_answer.html", found, status=status)


def frame(request, survey):
    """What every page for residents shows."""
    other = "zh" if translation.get_language() == "en" else "en"
    return {
        "survey": survey,
        "title": survey_words.in_language(survey, "title"),
        "intro": survey_words.in_language(survey, "intro"),
        "first_day": numbers.day(survey.opens_on),
        "last_day": numbers.day(survey.last_day),
        "html_lang": "en" if translation.get_language() == "en" else "zh-Hans",
        "other": other,
        "action": with_language(request, request.path),
    }


def closed(request, survey):
    """Before the first day and after the last."""
    found = frame(request, survey) | {
        "ahead": survey.phase() == Phase.AHEAD,
        "published": survey.is_published,
    }
    return render(request, "portal/surveys/survey_closed.html", found)


@never_cache
@in_own_language
def received(request, token):
    """Thanks."""
    survey = get_object_or_404(Survey.objects.released(), token=token)
    return render(request, "portal/surveys/survey_received.html", frame(request, survey))


@login_required
@never_cache
@in_own_language
def preview(request, key):
    """The questionnaire as residents will see it; nothing can be sent."""
    survey = get_object_or_404(SurveyReach(request.user).surveys(), key=key)
    if not survey.questions.exists():
        raise Http404
    found = frame(request, survey) | {"form": AnswerForm(survey), "preview": True, "trap": TRAP}
    return render(request, "portal/surveys/survey_answer.html", found)
