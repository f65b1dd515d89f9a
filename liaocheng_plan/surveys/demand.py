"""What residents say is missing: demand beside the gap sheet, never evidence of absence."""

from typing import NamedTuple

from .models import Question, SurveyResult


class Demand(NamedTuple):
    """How many of `n` people named one kind of business as missing.

    `count` is None where it is suppressed (`hidden`: `small`, under five). `survey` is the
    published result that it stands in.
    """

    count: int | None
    n: int
    survey: SurveyResult
    hidden: str | None = None


def results_of(place):
    """Published results about a circle (`collection/key`), latest first."""
    return SurveyResult.objects.filter(place=place).order_by("-closes_on", "-id")


def demand(place, found=None):
    """`{key of the kind of business: Demand}` of the latest published survey that asked for it.

    `found` are the circle's published results where they are fetched already.
    """
    for result in results_of(place) if found is None else found:
        for entry in result.results:
            side = entry["all"]
            if entry["kind"] == Question.Kind.TYPES and side:
                pairs = zip(entry["options"], side["counts"], strict=True)
                return {
                    option["key"]: Demand(cell["count"], side["n"], result, cell["hidden"])
                    for option, cell in pairs
                }
    return {}
