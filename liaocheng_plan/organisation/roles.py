"""Roles and who may do what.

Administrator: people and everything else. Bureau editor: all records, changes of stated figures,
reporting rounds, official texts. Reviewer: reads all, approves and returns reports. District
editor: places, reports and items of tasks of the own areas only; what has no area is the
bureau's. Reader: reads all that is approved, asks for explanations.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from liaocheng_plan import registry

ADMINISTRATOR = "管理员"
BUREAU_EDITOR = "市局编辑"
REVIEWER = "审核员"
DISTRICT_EDITOR = "区县编辑"
READER = "只读"
ROLES = (ADMINISTRATOR, BUREAU_EDITOR, REVIEWER, DISTRICT_EDITOR, READER)


def codenames(actions, collections):
    """Permissions as `(app_label, codename)` for these actions on these collections' models."""
    return {
        (c.model._meta.app_label, f"{action}_{c.model._meta.model_name}")
        for c in collections
        for action in actions
    }


def of_progress(*names):
    """Permissions of the app of targets and tasks by codename."""
    return {("progress", name) for name in names}


# Notes, evidence and questions: read by every role, a district editor in the own areas only.
INTERNAL = of_progress("view_taskevidence", "view_taskstep", "view_question", "view_answer")
STEPS = of_progress("add_taskstep", "change_taskstep")
ASK, ANSWER = of_progress("ask_question"), of_progress("answer_question")
SURVEYS = {("surveys", name) for name in ("view_survey", "view_question")}
EXACT = SURVEYS | {("surveys", "read_exact")}
MAKE, RELEASE = {("surveys", "edit_survey")}, {("surveys", "release_survey")}
GROUNDS = {("documents", "add_statedchange"), ("documents", "add_attachedtext")}


def wanted():
    """`{role: permissions}`, computed from what the subjects declare."""
    everything, places = registry.collections(), registry.located_collections()
    read = codenames(["view"], everything) | {("documents", "view_statedchange")} | INTERNAL
    all_areas = {("organisation", "all_areas")}
    edit = codenames(["add", "change", "delete"], everything)
    unapproved = of_progress("view_unapproved")
    reports = unapproved | of_progress("report_observation")
    bureau = (
        reports | of_progress("open_round", "set_task", "explain_target", "keep_report") | GROUNDS
    )
    return {
        BUREAU_EDITOR: read
        | edit
        | all_areas
        | bureau
        | STEPS
        | ASK
        | ANSWER
        | EXACT
        | MAKE
        | RELEASE,
        REVIEWER: read | all_areas | unapproved | of_progress("review_observation") | ASK | EXACT,
        DISTRICT_EDITOR: read
        | codenames(["add", "change"], places)
        | of_progress("change_taskitem")
        | reports
        | STEPS
        | ANSWER
        | SURVEYS
        | MAKE,
        READER: read | all_areas | ASK,
    }


def set_up():
    """Make the roles, or bring their permissions in line; people keep their roles."""
    for role, pairs in wanted().items():
        match = Q(pk__in=[])
        for app, codename in pairs:
            match |= Q(content_type__app_label=app, codename=codename)
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set(Permission.objects.filter(match))
    group, _created = Group.objects.get_or_create(name=ADMINISTRATOR)
    group.permissions.set(Permission.objects.all())


def limited_areas(user):
    """Ids of the areas a user is limited to, or None for one who works on all areas."""
    if user.has_perm("organisation.all_areas"):
        return None
    return user.area_ids()
