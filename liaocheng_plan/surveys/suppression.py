"""Counts that may be published: none under five, and none that can be computed from the rest.

A count of 0 to 4 is shown as “<5”. Where such a count would still follow from what is shown – the
total, the mean, the share of the satisfied, the same count without suspects – further counts are
hidden until it does not. Whether it follows is not guessed: an integer programme asks for the
smallest and the largest value that each small count could have (Fischetti and Salazar, 2001).
Protected are counts of 1 to 4: of all answers, without suspects, and of the suspects alone, which
is the difference of the two. The satisfied are a count like any other: their share is not shown
where they are so few. Zero stands among “<5” and protects the others; that nobody chose an answer
tells of no person.
"""

from dataclasses import dataclass, field
from functools import cached_property

LEAST = 5
SMALL = LEAST - 1
ROUNDING = 0.05  # of a mean printed with one decimal


@dataclass(frozen=True)
class Side:
    """One way of counting: by option, and how many people answered the question."""

    counts: tuple
    n: int


@dataclass
class Shown:
    """What is published of one side: options with their count, the mean, the share satisfied."""

    options: set = field(default_factory=set)
    mean: bool = False
    share: bool = False
    any: bool = True

    def hide_next(self, counts):
        """Hide one thing more: the smallest count, then the mean, then the share, then all."""
        if self.options:
            self.options.discard(min(self.options, key=lambda i: (counts[i], i)))
        elif self.mean:
            self.mean = False
        elif self.share:
            self.share = False
        else:
            self.any = False


@dataclass(frozen=True)
class Table:
    """The counts of one question: all answers, and those without suspects.

    `weights` are the steps of a scale (its mean is published), `satisfied` the indexes of options
    whose share is published; `exclusive`: the counts add up to `n`.
    """

    every: Side
    sure: Side
    exclusive: bool = True
    weights: tuple = ()
    satisfied: tuple = ()

    @cached_property
    def size(self):
        """How many options."""
        return len(self.every.counts)

    @cached_property
    def doubtful(self):
        """The suspects alone."""
        pairs = zip(self.every.counts, self.sure.counts, strict=True)
        return tuple(all_ - sure for all_, sure in pairs)


def suppress(table):
    """`(shown of all, shown without suspects)`; what is not in them must not be published."""
    every, sure = first(table, table.every), first(table, table.sure)
    if table.every.n == table.sure.n:
        protect(table, every, Shown(any=False))
        return every, every
    protect(table, every, Shown(any=False))
    sure.any = sure.any and every.any
    sure.options &= every.options
    sure.options -= {i for i, count in enumerate(table.doubtful) if 0 < count < LEAST}
    sure.share = sure.share and every.share and not few(table, table.doubtful)
    protect(table, every, sure)
    return every, sure


def first(table, side):
    """What is shown before anything is hidden for the sake of others."""
    if side.n < LEAST:
        return Shown(any=False)
    options = {i for i, count in enumerate(side.counts) if count >= LEAST}
    share = bool(table.satisfied) and not few(table, side.counts)
    return Shown(options, bool(table.weights), share)


def few(table, counts):
    """Whether the satisfied are 1 to 4 people."""
    return 0 < sum(counts[i] for i in table.satisfied) < LEAST


def protect(table, every, sure):
    """Hide more, first without suspects, until no small count follows from what is shown."""
    if not table.exclusive:
        return
    while every.any and Puzzle(table, every, sure).is_solved():
        if sure.any:
            sure.hide_next(table.sure.counts)
        else:
            every.hide_next(table.every.counts)


class Puzzle:
    """What a reader knows, as equations over the counts of sure and of doubtful answers."""

    def __init__(self, table, every, sure):
        self.table, self.size = table, table.size
        self.rows, self.low, self.high = [], [], []
        both = (1, 1)
        self.know(both, table.every, every)
        if sure.any:
            self.know((1, 0), table.sure, sure)

    def know(self, parts, side, shown):
        """All that is told of one side: total, counts, “<5”, mean and share."""
        table = self.table
        self.add(parts, [1] * self.size, side.n, side.n)
        for i, count in enumerate(side.counts):
            low, high = known(count, i in shown.options, side.n)
            self.add(parts, [int(i == j) for j in range(self.size)], low, high)
        if shown.mean:
            total = mean_of(table, side) * side.n
            slack = ROUNDING * side.n + 1e-6
            self.add(parts, list(table.weights), total - slack, total + slack)
        if shown.share:
            happy = sum(side.counts[i] for i in table.satisfied)
            marks = [int(i in table.satisfied) for i in range(self.size)]
            self.add(parts, marks, happy, happy)

    def add(self, parts, factors, low, high):
        """One equation; `parts` say whether sure and doubtful counts are in it."""
        self.rows.append([part * factor for part in parts for factor in factors])
        self.low.append(low)
        self.high.append(high)

    def is_solved(self):
        """Whether a count of 1 to 4 has only one possible value."""
        return any(self.is_certain(row) for row in self.small())

    def small(self):
        """Every count of 1 to 4, as the sum of unknowns that it is."""
        sides = (
            ((1, 1), self.table.every.counts),
            ((1, 0), self.table.sure.counts),
            ((0, 1), self.table.doubtful),
        )
        for parts, counts in sides:
            for i, count in enumerate(counts):
                if 0 < count < LEAST:
                    yield [part * int(i == j) for part in parts for j in range(self.size)]

    def is_certain(self, row):
        """Whether smallest and largest possible value are the same."""
        return self.least(row) == -self.least([-factor for factor in row])

    def least(self, row):
        """The smallest value of a sum of unknowns that fits all that is known."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # heavy; few pages need it

        found = milp(
            row,
            integrality=[1] * len(row),
            bounds=Bounds(0, self.table.every.n),
            constraints=LinearConstraint(self.rows, self.low, self.high),
        )
        return round(found.fun)


def known(count, shown, n):
    """The range that a reader knows a count to be in."""
    if shown:
        return count, count
    return (0, SMALL) if count < LEAST else (LEAST, n)


def mean_of(table, side):
    """The mean of a scale, as printed."""
    pairs = zip(table.weights, side.counts, strict=True)
    return round(sum(weight * count for weight, count in pairs) / side.n, 1)
