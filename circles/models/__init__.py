"""15-minute living circles: planned ones, pilots, business types, outlets and visits."""

from .circles import LivingCircle, LivingCircleQuerySet, PilotCircle
from .outlets import FormatVisit, Outlet, OutletQuerySet
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
    "CircleStandard",
    "FormatConcept",
    "FormatStandard",
    "FormatVisit",
    "LivingCircle",
    "LivingCircleQuerySet",
    "Outlet",
    "OutletQuerySet",
    "PilotCircle",
]
