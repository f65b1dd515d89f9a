"""A client of the API over the loaded plan, with at least two records in every collection."""

import pytest
from django.test import Client
from rest_framework.throttling import SimpleRateThrottle

from tests import factories
from tests.api.writing import token, writable_outlets  # noqa: F401  (fixtures)


class ApiClient(Client):
    """Django's client with the API's addresses and the JSON of an answer."""

    def ask(self, path, /, **query):
        """The JSON of `/api/v1/<path>/`; fails on anything but 200."""
        response = self.get(address(path), query)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    def problem(self, path, /, **query):
        """The problem that `/api/v1/<path>/` answers to a wrong question."""
        response = self.get(address(path), query)
        assert response.status_code == 400, response.content.decode()
        assert response["Content-Type"] == "application/problem+json"
        return response.json()


def address(path):
    """The path of a collection or record."""
    return f"/api/v1/{path.strip('/')}/".replace("//", "/")


@pytest.fixture
def unthrottled(monkeypatch):
    """No limit of requests."""
    for scope in ("anon", "user", "write"):
        monkeypatch.setitem(SimpleRateThrottle.THROTTLE_RATES, scope, None)


@pytest.fixture
def filled(plan):
    """The plan, and two records of each kind that it leaves to staff."""
    for number in (1, 2):
        factories.outlet(floor_area_m2=number * 12.5, is_chain=number == 1)
        factories.delivery_point(circle="circle-07")
        factories.observation(area=factories.area("dongchangfu"))
        factories.task_item(area=factories.area("chiping"))
        factories.finding()
        factories.published_survey()


@pytest.fixture
def api(filled, unthrottled):
    """A client that is not signed in."""
    return ApiClient()
