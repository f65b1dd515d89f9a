"""Documents, clauses and citations; what every record of the plan shares; changes; findings."""

from .changes import LoadedRecord, StatedChange
from .documents import Clause, Document, DocumentIssuer, Reference
from .facts import Fact, Guidance
from .findings import AuditFinding, AuditRuling, PlanCheck
from .records import KEY_RULE, Citation, PlanRecord, PlanRecordQuerySet, ValueKind

__all__ = [
    "KEY_RULE",
    "AuditFinding",
    "AuditRuling",
    "Citation",
    "Clause",
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
