"""A collection that is written by declaration alone: outlets, under rules made up for the tests."""

from types import ModuleType

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import include, path
from django.utils import timezone
from rest_framework.routers import SimpleRouter

from circles.models import Outlet
from liaocheng_plan import registry, urls, writing
from liaocheng_plan.api.models import Token
from liaocheng_plan.api.viewsets import viewset_for
from liaocheng_plan.organisation import roles


def create(user, values):
    """An outlet with a key of its own; a name has to be given."""
    if values["name"] == "forbidden":
        raise PermissionDenied("Not in this area.")
    number = Outlet.objects.count() + 1
    outlet = Outlet(key=f"new-{number}", **values)
    outlet.full_clean()
    outlet.save()
    return outlet


def change(user, outlet, values):
    """Sets what is sent, unless the outlet is done."""
    if outlet.status == "done":
        raise ValidationError("It is done.", code="conflict")
    for name, value in values.items():
        setattr(outlet, name, value)
    outlet.full_clean()
    outlet.save()
    return outlet


def delete(user, outlet):
    """Away with it."""
    outlet.delete()


def finish(user, outlet, reason=""):
    """Needs a reason."""
    if not reason:
        raise ValidationError({"reason": ValidationError("Say why.", code="required")})
    outlet.status, outlet.source = "done", reason
    outlet.save()
    return outlet


HOW = writing.Writing(
    scope="outlets:write",
    fields=("name", "business_type", "floor_area_m2", "employees", "opened_on", "status"),
    required=("name",),
    create=create,
    change=change,
    delete=delete,
    actions=(writing.Action("finish", "Finish", "outlets:finish", finish, fields=("reason",)),),
)


@pytest.fixture
def writable_outlets(api, monkeypatch, settings):
    """The API with outlets writable."""
    monkeypatch.setitem(writing._writings, "outlets", HOW)
    router = SimpleRouter()
    router.register("outlets", viewset_for(registry.get("outlets")), basename="outlets")
    module = ModuleType("urls_with_outlets")
    module.urlpatterns = [path("api/v1/", include(router.urls)), *urls.urlpatterns]
    for name in ("handler400", "handler403", "handler404", "handler500"):
        setattr(module, name, getattr(urls, name))
    settings.ROOT_URLCONF = module


@pytest.fixture
def token(person):
    """Make a token: `token(*scopes, role=…, areas=…)` gives the header."""
    made = []

    def make(*scopes, role=roles.BUREAU_EDITOR, areas=(), user=None, **options):
        made.append(1)
        user = user or person(role, *areas, name=f"owner-{len(made)}")
        _row, text = Token.objects.create(user=user, name="test", scopes=list(scopes), **options)
        return {"authorization": f"Bearer {text}"}

    return make


def long_ago(**delta):
    """A time in the past."""
    return timezone.now() - timezone.timedelta(**delta)
