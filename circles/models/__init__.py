"""15-minute living circles: planned ones, pilots, business types, outlets and visits."""

from .circles import LivingCircle, LivingCircleQuerySet, PilotCircle
from .coverage_data import Barrier, CoverageDataset, PopulationUnit, StreetNetwork
from .coverage_results import CoverageReach, CoverageResult, CoverageRun
from .imports import (
    CircleAssignment,
    OutletImport,
    OutletImportChoice,
    OutletImportProblem,
    OutletImportRow,
    OutletPair,
)
from .outlets import CircleBasis, FormatVisit, Outlet, OutletQuerySet
from .radii import ServiceRadius
from .shapes import CircleShape
from .standards import (
    BusinessType,
    BusinessTypeQuerySet,
    CircleStandard,
    FormatConcept,
    FormatStandard,
)

__all__ = [
    "Barrier",
    "BusinessType",
    "BusinessTypeQuerySet",
    "CircleAssignment",
    "CircleBasis",
    "CircleShape",
    "CircleStandard",
    "CoverageDataset",
    "CoverageReach",
    "CoverageResult",
    "CoverageRun",
    "FormatConcept",
    "FormatStandard",
    "FormatVisit",
    "LivingCircle",
    "LivingCircleQuerySet",
    "Outlet",
    "OutletImport",
    "OutletImportChoice",
    "OutletImportProblem",
    "OutletImportRow",
    "OutletPair",
    "OutletQuerySet",
    "PilotCircle",
    "PopulationUnit",
    "ServiceRadius",
    "StreetNetwork",
]
