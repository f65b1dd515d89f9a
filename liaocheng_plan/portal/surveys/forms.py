"""What staff type about surveys; each form calls the one service."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.surveys.models import Question, Survey

from ..tasks.task_forms import DayField
from . import survey_words

SCALE_LINES = "\n".join(
    f"{chinese} | {english}"
    for chinese, english in zip(survey_words.SCALE, survey_words.SCALE_EN, strict=True)
)


class CircleField(forms.ChoiceField):
    """A circle among those a person may ask about, by kind."""

    def offer(self, groups):
        """Fill in the circles of `[(collection, circles), …]`."""
        self.choices = [("", "—")] + [
            (
                str(collection.label),
                [(f"{collection.name}/{c.key}", f"{c.number} {c.name}") for c in circles],
            )
            for collection, circles in groups
        ]


class SurveyForm(forms.ModelForm):
    """Title, introduction and days; the circle only at first."""

    place = CircleField(label=gettext_lazy("Circle"))
    opens_on = DayField(label=gettext_lazy("First day"), required=True)
    closes_on = DayField(label=gettext_lazy("Last day"), required=True)
    usual = forms.BooleanField(
        label=gettext_lazy("Begin with the usual questions"), required=False, initial=True
    )

    class Meta:
        model = Survey
        fields = ("place", "title", "intro", "opens_on", "closes_on", "title_en", "intro_en")
        widgets = {
            "intro": forms.Textarea(attrs={"rows": 3}),
            "intro_en": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, data=None, *, reach, instance=None, initial=None):
        super().__init__(data, instance=instance, initial=initial)
        if instance is None:
            self.fields["place"].offer(reach.circles())
        else:
            del self.fields["place"], self.fields["usual"]

    def _post_clean(self):
        """The service checks and saves; this form only reads."""


class OptionsField(forms.CharField):
    """Answers to choose from, one per line, the English one behind `|`."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value):
        """Options as lines."""
        if not isinstance(value, list):
            return value
        return "\n".join(line_of(option) for option in value)

    def clean(self, value):
        """Lines as options; a longer text than a phone shows is refused."""
        lines = [line.strip() for line in (super().clean(value) or "").splitlines()]
        return [option(number, line) for number, line in enumerate(filter(None, lines), 1)]


def option(number, line):
    """One line as an option; its key is its number."""
    chinese, _bar, english = (part.strip() for part in line.partition("|"))
    if not chinese or len(chinese) > 60 or len(english) > 120:
        raise ValidationError(
            _("Line %(number)d: write 1 to 60 characters, the English ones behind “|”.")
            % {"number": number}
        )
    return {"key": str(number), "text": chinese, "text_en": english}


def line_of(option):
    """An option as its line."""
    return " | ".join(filter(None, (option["text"], option["text_en"])))


class QuestionForm(forms.ModelForm):
    """One question of a kind."""

    options = OptionsField(
        label=gettext_lazy("Answers to choose from"),
        help_text=gettext_lazy("One per line; an English text may follow behind “|”."),
        required=False,
    )

    class Meta:
        model = Question
        fields = ("text", "text_en", "options", "required", "satisfaction")

    def __init__(self, data=None, *, kind, instance=None):
        first = {"options": SCALE_LINES} if kind == Question.Kind.SCALE and not instance else None
        super().__init__(data, instance=instance, initial=first)
        if kind in (Question.Kind.TYPES, Question.Kind.TEXT):
            del self.fields["options"]
        if kind != Question.Kind.SCALE:
            del self.fields["satisfaction"]

    def _post_clean(self):
        """The service checks and saves; this form only reads."""


class CopyForm(forms.Form):
    """A new survey with the same questions."""

    place = CircleField(label=gettext_lazy("Circle"))
    opens_on = DayField(label=gettext_lazy("First day"), required=True)
    closes_on = DayField(label=gettext_lazy("Last day"), required=True)

    def __init__(self, data=None, *, reach, survey):
        super().__init__(data, prefix="copy", initial={"place": survey.place})
        self.fields["place"].offer(reach.circles())


class ReasonForm(forms.Form):
    """Why something is sent or taken back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=250)

    def __init__(self, data=None, *, prefix):
        super().__init__(data, prefix=prefix)
