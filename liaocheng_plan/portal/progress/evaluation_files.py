"""The final evaluation as a workbook and as CSV: values with their kind and date."""

from django.utils.translation import gettext as _

from liaocheng_plan.progress import rules

from ..display import csv_files, workbooks


def heads():
    """The columns."""
    return (
        _("Theme"),
        _("Target"),
        _("Scope"),
        _("Unit"),
        _("Target year"),
        _("Stated"),
        _("As printed"),
        _("Value in force"),
        _("How it came about"),
        _("Reported"),
        _("Kind of value"),
        _("Lower bound"),
        _("Period"),
        _("As of"),
        _("Result"),
        _("Reason"),
        _("Reporting"),
        _("Explanation"),
        _("Source"),
    )


def row(presenter):
    """One target; what is not stated or not reported is an empty cell, never a 0."""
    target, figure, mark = presenter.target, presenter.figure, presenter.mark
    value = figure.value if figure else None
    return (
        target.get_theme_display(),
        target.name,
        target.scope or None,
        target.counted_in or None,
        target.target_year,
        workbooks.Cited(rules.required(presenter.printed.target), presenter.cite),
        presenter.printed.said,
        rules.required(target),
        mark.grounds if mark else None,
        value if value is not None else parts_words(presenter),
        str(figure.kind.label) if figure else None,
        yes_or_no(figure.lower_bound) if figure else None,
        figure.period.text if figure else None,
        presenter.as_of or None,
        str(presenter.result.word),
        str(presenter.reason) or presenter.compared or None,
        str(presenter.reporting.word),
        presenter.explanation.text if presenter.explanation else None,
        presenter.cite.where if presenter.cite else None,
    )


def yes_or_no(value):
    """A word for a truth value."""
    return _("yes") if value else _("no")


def parts_words(presenter):
    """Reported parts in one cell, or None."""
    told = presenter.reported
    parts = told["parts"] if told else []
    none = _("not available")
    return "；".join(f"{p['label']} {p['value'] or none}" for p in parts) or None


def title(evaluation):
    """What the file is called."""
    return _("Final evaluation of the targets %(years)s") % {"years": evaluation.years}


def rows(evaluation):
    """A row for every target."""
    return [row(presenter) for theme in evaluation.themes for presenter in theme.rows]


def xlsx(evaluation):
    """The evaluation as a workbook."""
    above = (
        title(evaluation),
        _("As of %(day)s") % {"day": evaluation.day},
        evaluation.sentence,
        _("An empty cell is not stated or not reported; it never counts as 0."),
    )
    book = workbooks.workbook([(_("Evaluation"), above, heads(), rows(evaluation))])
    return workbooks.answer(book, title(evaluation))


def as_csv(evaluation):
    """The evaluation as CSV."""
    return csv_files.answer(heads(), rows(evaluation), "evaluation")


FORMATS = {"xlsx": xlsx, "csv": as_csv}
