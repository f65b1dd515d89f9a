"""What may be published of small counts; every case was worked out by hand."""

import itertools
import random

import pytest

from liaocheng_plan.surveys.suppression import Side, Table, suppress


def table(every, sure=None, scale=False, **values):
    sure = every if sure is None else sure
    sides = {"every": Side(tuple(every), sum(every)), "sure": Side(tuple(sure), sum(sure))}
    if scale:
        values |= {"weights": (1, 2, 3, 4, 5), "satisfied": (3, 4)}
    return Table(**sides | values)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((20, 30, 50), {0, 1, 2}),
        # 3 alone would be 53 − 50: the 50 is kept back, “3 or fewer, at least 5” fits several.
        ((3, 50), set()),
        # 3 = 113 − 50 − 60: of the others the smaller one is kept back.
        ((3, 50, 60), {2}),
        # Two small ones protect each other: 5 = 2 + 3 = 1 + 4 = …
        ((2, 3, 50), {2}),
        # A zero protects too: 3 = 0 + 3 = 1 + 2.
        ((0, 3, 50), {2}),
        # Zeros alone tell of nobody, so nothing else is kept back.
        ((0, 0, 50), {2}),
    ],
)
def test_small_counts_do_not_follow_from_the_total(counts, shown):
    every, _sure = suppress(table(counts))
    assert (every.any, every.options) == (True, shown)


def test_where_even_hiding_all_tells_it_nothing_is_told():
    every, _sure = suppress(table((4, 4)))  # both under five and eight together
    assert not every.any


def test_fewer_than_five_people_give_no_result():
    every, sure = suppress(table((0, 0, 0, 0, 4), scale=True))
    assert not every.any
    assert not sure.any


def test_the_mean_does_not_give_a_count_away():
    # n = 9, mean 4.1: 1 + 3 + … has one solution with steps 4 and 5 shown, so they are hidden.
    every, _sure = suppress(table((1, 0, 0, 3, 5), scale=True))
    assert solutions(table((1, 0, 0, 3, 5), scale=True), every) > 1


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((10, 10, 10, 1, 1), False),  # 2 of 32 are satisfied: 6.3 % would say so
        ((10, 10, 10, 3, 3), True),
        ((10, 10, 10, 0, 0), True),  # that nobody is satisfied tells of nobody
    ],
)
def test_a_share_of_few_people_is_not_told(counts, shown):
    every, _sure = suppress(table(counts, scale=True))
    assert every.share == shown


def test_a_share_without_suspects_gives_none_of_them_away():
    # 21 of 41, without one suspect 20 of 40: that one was satisfied.
    every, sure = suppress(table((10, 5, 5, 10, 11), (10, 5, 5, 10, 10), scale=True))
    assert (every.share, sure.share) == (True, False)


def test_the_difference_to_all_answers_gives_no_suspect_away():
    # One suspect chose the second answer: 50 − 49 would tell it, and the total the rest.
    every, sure = suppress(table((10, 50, 60), (10, 49, 60)))
    assert every.options == {0, 1, 2}
    assert 1 not in sure.options
    assert len(sure.options) < 2


def test_enough_suspects_may_be_told_apart():
    every, sure = suppress(table((30, 50, 60), (20, 40, 50)))
    assert every.options == sure.options == {0, 1, 2}


def test_several_answers_have_no_total_to_compute_from():
    several = Table(Side((3, 50, 60), 80), Side((3, 48, 60), 78), exclusive=False)
    every, sure = suppress(several)
    assert every.options == {1, 2}
    assert sure.options == {2}  # 50 − 48 would tell of two suspects


# --- Against counting all possibilities ---------------------------------------------------
def solutions(given, shown):
    """How many counts a reader could think of, fewest over all small counts; by trying all."""
    n, counts = given.every.n, given.every.counts
    possible = [c for c in every_split(n, len(counts)) if fits(given, shown, c)]
    small = [i for i, count in enumerate(counts) if 0 < count < 5]
    return min((len({c[i] for c in possible}) for i in small), default=2)


def every_split(n, parts):
    for cuts in itertools.combinations(range(n + parts - 1), parts - 1):
        edges = (-1, *cuts, n + parts - 1)
        yield tuple(edges[i + 1] - edges[i] - 1 for i in range(parts))


def fits(given, shown, counts):
    for i, (real, thought) in enumerate(zip(given.every.counts, counts, strict=True)):
        if (i in shown.options and real != thought) or ((real < 5) != (thought < 5)):
            return False
    if shown.mean and mean(counts) != mean(given.every.counts):
        return False
    return not shown.share or sum(counts[3:]) == sum(given.every.counts[3:])


def mean(counts):
    return round(sum(step * count for step, count in enumerate(counts, 1)) / sum(counts), 1)


def test_nothing_small_is_told_of_any_small_survey():
    dice = random.Random(4)
    for _case in range(8):
        given = table([dice.choice((0, 1, 2, 4, 5, 7)) for _step in range(5)], scale=True)
        every, _sure = suppress(given)
        if given.every.n >= 5 and every.any:
            assert solutions(given, every) > 1, given
