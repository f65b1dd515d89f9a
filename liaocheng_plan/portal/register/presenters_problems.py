"""What is wrong with the rows of a file: on the page of the import, and to take away as a file."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan import outlet_registers

from ..display import csv_files, workbooks
from ..display.states import State

SHOWN = 200
REFUSED = State(gettext_lazy("refused"), "cross", "bad")
FLAGGED = State(gettext_lazy("taken, to be checked"), "question", "behind")


class ProblemsPresenter:
    """The problems of one import, as far as they are kept."""

    def __init__(self, run):
        self.run, self.offer = run, outlet_registers.imports()

    @cached_property
    def found(self):
        """All that are kept, in one query: at most some thousand."""
        return list(self.run.problems.all())

    @property
    def kept(self):
        """How many are kept."""
        return len(self.found)

    @property
    def rows(self):
        """The first problems, for the page."""
        return self.told(self.found[:SHOWN])

    def told(self, problems):
        """Row, column, value, what is wrong and how to mend it, in the reader's words."""
        labels = {column.heading: column.label for column in self.offer.columns}
        return [
            {
                "line": row.line,
                "column": labels.get(row.column, row.column),
                "value": row.value,
                "text": self.offer.problem(row),
                "state": REFUSED if row.refused else FLAGGED,
            }
            for row in problems
        ]

    @property
    def is_more(self):
        """Whether there are more than the page shows."""
        return self.kept > SHOWN

    @property
    def is_cut(self):
        """Whether there were more than are kept."""
        refused = len({row.line for row in self.found if row.refused})
        flagged = sum(not row.refused for row in self.found)
        counts = self.run.counts
        return refused < counts.get("refused", 0) or flagged < counts.get("flagged", 0)

    @property
    def cut(self):
        """That only the first are kept, in words; "" where all are."""
        words = _("Only the first %(n)s problems are kept; the file has more.")
        return words % {"n": self.kept} if self.is_cut else ""

    @property
    def heads(self):
        """The columns of the file."""
        return _("Row"), _("Column"), _("Value"), _("How to mend it"), _("Outcome")

    @property
    def lines(self):
        """The lines of the file."""
        for row in self.told(self.found):
            state = str(row["state"].word)
            yield row["line"], str(row["column"]), row["value"], row["text"], state


def xlsx(problems):
    """All kept problems as a workbook."""
    above = filter(None, (_("What is wrong"), str(problems.run), problems.cut))
    sheet = (_("What is wrong"), tuple(above), problems.heads, problems.lines)
    return workbooks.answer(workbooks.workbook([sheet]), file_name(problems))


def table(problems):
    """The same as CSV."""
    return csv_files.answer(problems.heads, problems.lines, file_name(problems))


def file_name(problems):
    """What the file is called, without its ending."""
    title = _("What is wrong")
    return f"{problems.run.name.rpartition('.')[0]} {title}"


FILES = {"xlsx": xlsx, "csv": table}
