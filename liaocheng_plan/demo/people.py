"""Invented people of every role; their names say that they are none."""

import secrets
from dataclasses import dataclass

from liaocheng_plan.organisation import roles
from liaocheng_plan.organisation.models import Area, User

CITY_WIDE = {
    "demo-admin": roles.ADMINISTRATOR,
    "demo-bureau": roles.BUREAU_EDITOR,
    "demo-reviewer": roles.REVIEWER,
    "demo-reader": roles.READER,
}


@dataclass(frozen=True)
class People:
    """Who does what in the demo; `passwords` are `(name, role, password)`, known nowhere else."""

    bureau: User
    reviewer: User
    reader: User
    editors: dict
    passwords: list

    def reporter(self, area):
        """Who reports for an area: its own editor, for the city the bureau."""
        return self.editors.get(area.pk, self.bureau)


def reporting_areas():
    """The areas that report in the demo: districts and functional zones."""
    kinds = (Area.Kind.DISTRICT, Area.Kind.FUNCTIONAL_ZONE)
    return list(Area.objects.without_boundary().filter(kind__in=kinds).order_by("id"))


def make():
    """One person for each role, a district editor for each area that reports."""
    roles.set_up()
    passwords = []
    made = {name: person(name, role, passwords) for name, role in CITY_WIDE.items()}
    made["demo-admin"].is_superuser = True
    made["demo-admin"].save()
    editors = {}
    for area in reporting_areas():
        editor = person(f"demo-{area.key}", roles.DISTRICT_EDITOR, passwords)
        editor.areas.add(area)
        editors[area.pk] = editor
    return People(
        made["demo-bureau"], made["demo-reviewer"], made["demo-reader"], editors, passwords
    )


def person(name, role, passwords):
    """A member of staff with a random password; mail to the address can go nowhere."""
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user(
        name, f"{name}@example.invalid", password, is_staff=True, first_name=f"示例{role}"
    )
    user.groups.add(roles.Group.objects.get(name=role))
    passwords.append((name, role, password))
    return user
