"""Who is to be told: reporters of an area, reviewers, the bureau."""

from collections import defaultdict

from django.contrib.auth import get_user_model

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.organisation.roles import ADMINISTRATOR

BACKEND = "django.contrib.auth.backends.ModelBackend"


def who_may(permission):
    """Active people whose role gives a permission; administrators only where nobody else has it."""
    people = get_user_model().objects.with_perm(permission, backend=BACKEND).order_by("id")
    others = people.exclude(is_superuser=True).exclude(groups__name=ADMINISTRATOR)
    return list(others.distinct() or people.distinct())


def reviewers():
    """People who approve and return."""
    return who_may("progress.review_observation")


def bureau():
    """People who open rounds."""
    return who_may("progress.open_round")


def reporters_of(areas):
    """`{area id: people}`: who reports for an area alone, else the bureau."""
    parents = dict(Area.objects.values_list("id", "parent_id"))
    by_area = defaultdict(list)
    everywhere = {user.pk for user in who_may("organisation.all_areas")}
    for user in who_may("progress.report_observation"):
        if user.pk not in everywhere:
            for pk in user.areas.values_list("id", flat=True):
                by_area[pk].append(user)
    fallback = None
    found = {}
    for area in areas:
        own = [user for pk in upwards(area.pk, parents) for user in by_area[pk]]
        if not own:
            fallback = bureau() if fallback is None else fallback
        found[area.pk] = list({user.pk: user for user in own or fallback}.values())
    return found


def upwards(pk, parents):
    """An area's id and those of all areas above it."""
    while pk is not None:
        yield pk
        pk = parents.get(pk)
