"""Invented values: a way for each target from where it might start to where it might end."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from liaocheng_plan.progress import rules, standing
from liaocheng_plan.progress.periods import year_end

FATES = ("good", "good", "good", "short", "worse")
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Way:
    """How the values of one target move; the same seed and target give the same way."""

    target: object
    random: Random
    fate: str
    shares: dict

    @classmethod
    def of(cls, target, seed, number):
        """The way of a target; `number` deals out the fates evenly."""
        random = Random(f"{seed}:{target.key}")
        parts = standing.units(target)
        weights = [random.uniform(0.6, 1.4) for _area in parts]
        shares = {area.pk: w / sum(weights) for area, w in zip(parts, weights, strict=True)}
        return cls(target, random, FATES[number % len(FATES)], shares)

    def value(self, day):
        """The value for the whole scope at a day."""
        goal = float(rules.required(self.target))
        share = progress(day, self.target.target_year or day.year)
        noise = 1 + self.random.uniform(-0.012, 0.012)
        return decimal(goal * self.level(share) * noise, self.most)

    @property
    def most(self):
        """What a value cannot pass: 100 for shares in per cent."""
        percent = self.target.unit == "%" or self.target.direction == "coverage"
        return 100 if percent else None

    def level(self, share):
        """The value as a multiple of the goal, when this share of the time has gone."""
        if self.target.direction == "cap":
            end = {"good": 0.93, "short": 1.12, "worse": 1.25}[self.fate]
            return 0.7 + (end - 0.7) * share
        if self.target.direction in ("rate", "range"):
            return {"good": 1.0, "short": 0.82, "worse": 0.95 - 0.35 * share}[self.fate]
        end = {"good": 1.06, "short": 0.9, "worse": 0.95}[self.fate]
        fallen = 0.4 * max(0, share - 0.8) if self.fate == "worse" else 0
        return 0.55 + (end - 0.55) * share - fallen

    def given(self, area, day):
        """What the form of an area says at a day: values by name."""
        if self.target.parts and self.target.value is None:
            return {"parts": [self.part(part) for part in self.target.parts]}
        value = self.value(day)
        share = self.shares.get(area.pk, 1)
        if self.target.aggregation == "ratio_of_sums":
            below = decimal(1000 * share)
            return {
                "numerator": decimal(value * below / standing.factor(self.target)),
                "denominator": below,
            }
        value = decimal(float(value) * share)
        whole = self.target.unit in ("处", "家", "个", "种", "条", "大类")
        return {"value": value.quantize(Decimal(1)) if whole else value}

    def part(self, part):
        """One part: shares a little off, counted parts as stated or one short."""
        stated = Decimal(str(part["value"]))
        if self.target.direction == "composition":
            off = {"good": 2, "short": 7, "worse": 12}[self.fate]
            return {
                "label": part["label"],
                "value": float(stated + self.random.choice((-off, off))),
            }
        short = self.fate != "good" and self.random.random() < 0.5
        return {"label": part["label"], "value": int(stated) - int(short)}


def progress(day, year):
    """The share of the five years up to the end of `year` that has gone at a day, 1 at most."""
    start, end = year_end(year - 5), year_end(year)
    return min(max((day - start).days / (end - start).days, 0), 1)


def decimal(number, most=None):
    """A number with two decimals, at most `most`."""
    found = Decimal(str(number)).quantize(CENT)
    return found if most is None else min(found, Decimal(most))


def statistic(random, name, unit):
    """An invented value of a circle's statistic."""
    if unit == "%":
        return decimal(random.uniform(72, 97))
    return (
        Decimal(random.randrange(40, 900)) if unit != "万元" else decimal(random.uniform(20, 400))
    )
