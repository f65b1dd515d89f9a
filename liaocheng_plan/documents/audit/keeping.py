"""Derived figures as records: kept in line by every run of the audit."""

from decimal import Decimal

from ..loading import values as plain_values
from ..models import DerivedFigure

REASON = "audit_plan"
EXACT = Decimal("0.000001")


def keep_derived(figures):
    """Bring `DerivedFigure` in line with `{key: (place, Derivation, Derived)}`."""
    existing = {row.key: row for row in DerivedFigure.objects.all()}
    for key, (place, group, figure) in figures.items():
        row = existing.pop(key, None) or DerivedFigure(key=key)
        fields = columns(place, group, figure)
        if row.pk and all(getattr(row, name) == value for name, value in fields.items()):
            continue
        for name, value in fields.items():
            setattr(row, name, value)
        row._change_reason = REASON
        row.save()
    for row in existing.values():
        row.delete()


def columns(place, group, figure):
    """A figure as the columns of `DerivedFigure`."""
    return {
        "name": figure.what[:200],
        "order": place,
        "group": group.name,
        "value": None if figure.value is None else Decimal(figure.value).quantize(EXACT),
        "unit": figure.unit,
        "calculation": figure.numbers,
        "inputs": [plain_values.plain(reading) for reading in figure.readings],
        "missing": list(figure.missing),
    }
