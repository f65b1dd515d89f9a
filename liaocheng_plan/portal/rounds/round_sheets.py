"""A whole round as tables of a workbook: who handed in, and every line of every form."""

from django.utils.translation import gettext as _

from liaocheng_plan.progress import rounds, typed

from ..display import report_states
from ..display.workbooks import workbook
from .presenters import FormPresenter
from .presenters_lines import LABELS


def of(round_, submissions, user):
    """The workbook of the forms that a user may see."""
    forms = [FormPresenter(submission, user) for submission in submissions]
    above = [f"{round_.name}（{round_.period}）", _("Due on %(day)s") % {"day": round_.due_on}]
    return workbook(
        [
            (_("Areas"), above, form_heads(), [form_row(form) for form in forms]),
            (_("Lines"), above, line_heads(), line_rows(round_, forms)),
        ]
    )


def form_heads():
    """Heads of the table of forms."""
    return [_("Area"), _("Handing in"), _("Form"), _("First handed in"), _("Last handed in")]


def line_heads():
    """Heads of the table of lines."""
    return [
        *(_("Area"), _("Circle or scope"), _("What is asked"), _("Part"), _("Unit")),
        *(_("Last period"), _("Last time"), _("This time"), _("State"), _("Note")),
    ]


def form_row(form):
    """One form."""
    words = [str(form.timeliness.word), str(form.state.word)]
    return [form.area.name, *words, form.first, form.last]


def line_rows(round_, forms):
    """A row for each input of each line; what is not reported is an empty cell, never a 0."""
    for form in forms:
        for line in rounds.asked_of(round_, form.area):
            now, before = typed.values_of(line.report), typed.values_of(line.before)
            state = str(report_states.of_report(line.report).word)
            for name in line.inputs:
                yield [
                    form.area.name,
                    line.place_name,
                    line.subject.name,
                    str(LABELS.get(name, name.partition(":")[2])),
                    "" if name in LABELS else line.subject.unit,
                    line.before.period if line.before else "",
                    typed.of_input(before, name),
                    typed.of_input(now, name),
                    state,
                    now["note"],
                ]
