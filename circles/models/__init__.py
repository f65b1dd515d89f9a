"""15-minute living circles: planned ones, pilots, business types, outlets and visits."""

from .circles import LivingCircle, LivingCircleQuerySet, PilotCircle
from .imports import (
    CircleAssignment,
    OutletImport,
    OutletImportProblem,
    OutletImportRow,
    OutletPair,
)
from .outlets import CircleBasis, FormatVisit, Outlet, OutletQuerySet
from .shapes import CircleShape
from .standards import (
    BusinessType,
    BusinessTypeQuerySet,
    CircleStandard,
    FormatConcept,
    FormatStandard,
)

__all__ = [
    "BusinessType",
    "BusinessTypeQuerySet",
    "CircleAssignment",
    "CircleBasis",
    "CircleShape",
    "CircleStandard",
    "FormatConcept",
    "FormatStandard",
    "FormatVisit",
    "LivingCircle",
    "LivingCircleQuerySet",
    "Outlet",
    "OutletImport",
    "OutletImportProblem",
    "OutletImportRow",
    "OutletPair",
    "OutletQuerySet",
    "PilotCircle",
]
