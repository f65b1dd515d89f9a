"""Who works on a circle's file."""

from liaocheng_plan.progress.reach import Reach


def may_edit(user, circle):
    """Whether a person records what belongs to a circle: editors, each in the own areas."""
    options = circle._meta
    may = user.has_perm(f"{options.app_label}.change_{options.model_name}")
    return may and Reach(user).covers(circle.area_id)
