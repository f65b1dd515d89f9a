"""Documents, clauses, citations; what every record shares; changes; texts; findings."""

from .changes import LoadedRecord, StatedChange
from .coverage import CoverageDecision
from .documents import Clause, Document, DocumentIssuer, Reference
from .facts import Fact, Guidance
from .findings import AuditFinding, AuditRuling, AuditRun, DerivedFigure, PlanCheck
from .records import KEY_RULE, Citation, PlanRecord, PlanRecordQuerySet, ValueKind
from .texts import AttachedText, CitationPlace, ClausePlace

__all__ = [
    "KEY_RULE",
    "AttachedText",
    "AuditFinding",
    "AuditRuling",
    "AuditRun",
    "Citation",
    "CitationPlace",
    "Clause",
    "ClausePlace",
    "CoverageDecision",
    "DerivedFigure",
    "Document",
    "DocumentIssuer",
    "Fact",
    "Guidance",
    "LoadedRecord",
    "PlanCheck",
    "PlanRecord",
    "PlanRecordQuerySet",
    "Reference",
    "StatedChange",
    "ValueKind",
]
