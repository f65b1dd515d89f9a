"""Results by question as plain data: exact for the bureau, suppressed for everybody.

One question is `{question, kind, text, text_en, satisfaction, options, all, without_suspects}`;
each of the two sides is None (fewer than five people, or not to be told) or `{n, mean, satisfied,
satisfied_share, counts}`, its counts in the order of `options` as `{count, share, hidden}`.
`hidden` says why a count is null: `small` (under five) or `kept` (it would give a small one away).
Shares are per cent of `n`, the people who answered this question.
"""

from . import counting, suppression
from .models import Question
from .models.questions import SATISFIED
from .suppression import LEAST, Shown, Side, Table


def public(survey):
    """`{answers, suspects, questions}` as everybody may see them."""
    found = counting.exact(survey)
    return told(found, [published(counted) for counted in found.questions])


def exact(survey):
    """The same with every count; `doubts` says why answers are suspects."""
    found = counting.exact(survey)
    doubts = {str(why): number for why, number in found.doubts.items()}
    return told(found, [whole(counted) for counted in found.questions]) | {"doubts": doubts}


def told(found, questions):
    """The frame of both."""
    return {"answers": found.answers, "suspects": found.suspects, "questions": questions}


def published(counted):
    """One question under suppression."""
    if counted.question.kind == Question.Kind.TEXT:
        enough = counted.every.n >= LEAST
        return entry(counted, empty(counted.every) if enough else None, None)
    every, sure = suppression.suppress(table_of(counted))
    return entry(counted, side(counted, counted.every, every), side(counted, counted.sure, sure))


def whole(counted):
    """One question with every count."""
    if counted.question.kind == Question.Kind.TEXT:
        return entry(counted, empty(counted.every), empty(counted.sure))
    scale = counted.question.kind == Question.Kind.SCALE
    shown = Shown(set(range(len(counted.question.options))), scale, scale)
    return entry(counted, side(counted, counted.every, shown), side(counted, counted.sure, shown))


def table_of(counted):
    """The counts of a question as suppression wants them."""
    question = counted.question
    scale = question.kind == Question.Kind.SCALE
    return Table(
        every=Side(tuple(counted.by_option(counted.every)), counted.every.n),
        sure=Side(tuple(counted.by_option(counted.sure)), counted.sure.n),
        exclusive=question.is_exclusive,
        weights=tuple(int(key) for key in question.keys) if scale else (),
        satisfied=happy(question) if scale else (),
    )


def happy(question):
    """Indexes of the upper two steps of a scale."""
    return tuple(i for i, key in enumerate(question.keys) if key in SATISFIED)


def entry(counted, every, sure):
    """One question with both sides."""
    question = counted.question
    return {
        "question": question.name,
        "kind": question.kind,
        "text": question.text,
        "text_en": question.text_en,
        "satisfaction": question.satisfaction,
        "options": question.options,
        "all": every,
        "without_suspects": sure,
    }


def empty(tally):
    """A side without counts."""
    return {"n": tally.n, "mean": None, "satisfied": None, "satisfied_share": None, "counts": []}


def side(counted, tally, shown):
    """One side as far as it is shown; None where it is not."""
    if not shown.any or not tally.n:
        return None
    counts = counted.by_option(tally)
    found = empty(tally)
    found["counts"] = [cell(n, tally.n, i in shown.options) for i, n in enumerate(counts)]
    if shown.mean:
        total = sum(int(key) * n for key, n in tally.counts.items())
        found["mean"] = round(total / tally.n, 1)
    if shown.share:
        satisfied = sum(counts[i] for i in happy(counted.question))
        found |= {"satisfied": satisfied, "satisfied_share": percent(satisfied, tally.n)}
    return found


def cell(count, n, shown):
    """A count with its share, or why it is hidden."""
    if shown:
        return {"count": count, "share": percent(count, n), "hidden": None}
    return {"count": None, "share": None, "hidden": "small" if count < LEAST else "kept"}


def percent(part, whole_):
    """Per cent with one decimal."""
    return round(100 * part / whole_, 1)
