"""Registers every declared collection with the admin, from one base each."""

from django.contrib import admin

from liaocheng_plan import registry
from liaocheng_plan.documents.document_admin import DocumentAdmin
from liaocheng_plan.documents.models import AuditFinding, DerivedFigure, Document
from liaocheng_plan.documents.record_admin import ComputedAdmin, PlanRecordAdmin
from liaocheng_plan.places.place_admin import PlaceAdmin
from liaocheng_plan.progress.admin import TaskAdmin, TaskItemAdmin
from liaocheng_plan.progress.models import Observation, Task, TaskItem
from liaocheng_plan.progress.observation_admin import ObservationAdmin
from liaocheng_plan.surveys.models import SurveyResult

registry.discover()
SPECIAL = {
    AuditFinding: ComputedAdmin,
    DerivedFigure: ComputedAdmin,
    Document: DocumentAdmin,
    Observation: ObservationAdmin,
    SurveyResult: ComputedAdmin,
    Task: TaskAdmin,
    TaskItem: TaskItemAdmin,
}

for _collection in registry.collections():
    _base = PlaceAdmin if _collection.located else PlanRecordAdmin
    admin.site.register(_collection.model, SPECIAL.get(_collection.model, _base))
