"""A survey as staff and readers see it: phase, days, what can be done, its results."""

from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.surveys import counting, places, results, satisfaction
from liaocheng_plan.surveys.access import SurveyReach
from liaocheng_plan.surveys.models import Phase, Question, Survey

from ..display import links, numbers, report_states
from . import survey_links, survey_words
from .forms import CopyForm, ReasonForm
from .presenters_results import ResultsPresenter


class QuestionPresenter:
    """A question in the list of a draft."""

    def __init__(self, question):
        self.question = question

    @staticmethod
    def kinds():
        """The kinds of question that can be added."""
        return [QuestionPresenter.words(kind) for kind in Question.Kind]

    @staticmethod
    def words(kind):
        """A kind with its name and what it is."""
        kind = Question.Kind(kind)
        return {"kind": kind, "label": kind.label, "hint": survey_words.HINTS[kind]}

    @property
    def kind(self):
        """The kind in words."""
        return Question.Kind(self.question.kind).label

    @property
    def options(self):
        """The answers in the reader's language."""
        return [survey_words.in_language(option, "text") for option in self.question.options]


class SurveyPresenter:
    """One survey on its page, for whoever asks."""

    def __init__(self, survey, request, refused=None):
        self.survey, self.request = survey, request
        self.reach = SurveyReach(request.user)
        self.refused = refused or {}
        self.phase = survey.phase()

    # --- what it is ---------------------------------------------------------------------------
    @property
    def title(self):
        """Its title in the reader's language."""
        return survey_words.in_language(self.survey, "title")

    @property
    def intro(self):
        """Its introduction in the reader's language."""
        return survey_words.in_language(self.survey, "intro")

    @property
    def state(self):
        """Published, or where it is on its way."""
        if self.survey.is_published:
            return survey_words.PUBLISHED
        return survey_words.PHASES[self.phase]

    @property
    def days(self):
        """First and last day."""
        return survey_words.days(self.survey.opens_on, self.survey.last_day)

    @cached_property
    def circle(self):
        """The circle that it is about."""
        return places.circle_of(self.survey.place)

    @property
    def circle_url(self):
        """The circle's page."""
        return links.path_url(self.survey.place)

    @property
    def url(self):
        """Its own page."""
        return reverse("survey", args=[self.survey.key])

    @cached_property
    def questions(self):
        """Its questions in order."""
        rows = self.survey.questions.order_by("order", "id")
        return [QuestionPresenter(row) for row in rows]

    # --- how residents reach it ---------------------------------------------------------------
    @property
    def is_released(self):
        """Whether residents can reach it."""
        return self.survey.state == Survey.State.RELEASED

    @property
    def address(self):
        """What residents type or scan."""
        return survey_links.address(self.request, self.survey)

    @property
    def code(self):
        """The address as a QR code to look at."""
        return survey_links.inline(self.address)

    # --- what can be done ---------------------------------------------------------------------
    @cached_property
    def staff(self):
        """Whether this person sees more than what is published."""
        return self.reach.sees(self.survey)

    @cached_property
    def may(self):
        """`{action: allowed now}`."""
        edits, releases = self.reach.edits(self.survey), self.reach.releases()
        phase, published = self.phase, self.survey.is_published
        return {
            "edit": edits and phase == Phase.DRAFT,
            "propose": edits and not releases and phase == Phase.DRAFT,
            "release": releases and phase in (Phase.DRAFT, Phase.PROPOSED),
            "return": releases and phase == Phase.PROPOSED,
            "close": releases and phase in (Phase.AHEAD, Phase.OPEN),
            "publish": releases and phase == Phase.CLOSED and not published,
            "unpublish": releases and published and not self.survey.observation_id,
            "copy": self.reach.makes() and self.staff,
            "hand_in": releases and published and bool(self.figures),
            "take_back": releases and self.is_reported,
        }

    @cached_property
    def copy_form(self):
        """The form of a copy, with what was typed where it came back."""
        return self.refused.get("copy") or CopyForm(reach=self.reach, survey=self.survey)

    def reason_form(self, action):
        """The form that asks why."""
        return self.refused.get(action) or ReasonForm(prefix=action)

    @property
    def return_form(self):
        """Why a proposal is sent back."""
        return self.reason_form("return")

    @property
    def unpublish_form(self):
        """Why results are taken back."""
        return self.reason_form("unpublish")

    @property
    def take_back_form(self):
        """Why the satisfaction is taken back."""
        return self.reason_form("take_back")

    # --- what came in -------------------------------------------------------------------------
    @cached_property
    def received(self):
        """How many answers came in."""
        return self.survey.answers.count()

    @cached_property
    def reads_exact(self):
        """Whether this person sees exact counts."""
        return self.staff and self.reach.reads_exact()

    @cached_property
    def exact(self):
        """Exact results, for whom they are."""
        if not (self.reads_exact and self.is_released and self.received):
            return None
        return ResultsPresenter(results.exact(self.survey), self.circle)

    @cached_property
    def published(self):
        """Published results, or None."""
        return ResultsPresenter.of(self.survey.result, self.circle) if self.is_published else None

    @property
    def is_published(self):
        """Whether everybody may read its results."""
        return self.survey.is_published

    @property
    def published_day(self):
        """The day on which they were published."""
        return numbers.day(timezone.localdate(self.survey.result.published_at))

    @cached_property
    def texts(self):
        """Free texts for staff: `[(question, texts)]`."""
        if not (self.staff and self.is_released):
            return []
        found = counting.texts(self.survey)
        return [(survey_words.in_language(q, "text"), rows) for q, rows in found]

    # --- satisfaction as a figure -------------------------------------------------------------
    @cached_property
    def figures(self):
        """Figures that can be handed in: `{side, word, share, n}`; none once one is."""
        if not self.is_published or (self.report and not satisfaction.is_gone(self.survey)):
            return []
        return [
            {
                "side": figure.side,
                "word": survey_words.SIDES[figure.side],
                "share": numbers.plain(figure.share),
                "n": figure.n,
            }
            for figure in satisfaction.figures(self.survey.result)
        ]

    @property
    def no_figure(self):
        """Why there is nothing to report, for whom reports; "" where there is, or was."""
        if not (self.is_published and self.reach.releases()) or self.report or self.figures:
            return ""
        if any(row.question.satisfaction for row in self.questions):
            return _(
                "The share of the satisfied is kept back and cannot be reported: too few answered, "
                "or single answers could be known from it."
            )
        return _("The survey has no satisfaction question, so there is no share to report.")

    @property
    def subjects(self):
        """What it can report: `{value, name}`."""
        found = satisfaction.subjects(self.survey)
        return [{"value": f"{row._meta.model_name}:{row.key}", "name": row.name} for row in found]

    @cached_property
    def report(self):
        """The report of the satisfaction in its latest version, or None."""
        return satisfaction.standing(self.survey)

    @property
    def report_state(self):
        """Where the report is."""
        return report_states.of_report(self.report)

    @property
    def report_value(self):
        """Its value; "" where it was taken back."""
        return numbers.plain(self.report.value)

    @property
    def report_url(self):
        """Its page."""
        return reverse("observation", args=[self.report.key])

    @property
    def is_reported(self):
        """Whether an approved figure stands that can be taken back."""
        row = self.report
        return row is not None and row.state == "approved" and row.value is not None
