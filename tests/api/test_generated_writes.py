"""Generated writes: no failure inside, nothing changed without its version, no draft leaked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from liaocheng_plan import registry, writing
from liaocheng_plan.organisation import roles
from tests import factories
from tests.api import test_generated
from tests.api.test_generated import MODES

described = test_generated.described  # the fixture

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


def operations():
    """`(path, method)` of all that writes."""
    found = []
    for name in writing.names():
        how, path = writing.get(name), f"/api/v1/{name}/"
        found += [(path, "POST")] if how.create else []
        found += [
            (f"{path}bulk/", "POST"),
            (f"{path}{{key}}/", "PUT"),
            (f"{path}{{key}}/", "PATCH"),
        ]
        found += [(f"{path}{{key}}/", "DELETE")] if how.delete else []
        found += [(f"{path}{{key}}/{action.name}/", "POST") for action in how.actions]
    return found


@pytest.fixture
def secret(api):
    """A draft of an area that the writer has nothing to do with."""
    target = factories.Target.objects.get(key="scheme-pilots-gaoxinqu")
    area = factories.area("gaoxinqu")
    return factories.observation(target=target, area=area, state="draft", note="机密字句")


def rows_now():
    """`{(collection, id): columns}` of all that can be written, as it stands."""
    return {
        (name, row.id): row
        for name in writing.names()
        for row in registry.get(name).model.objects.values_list(named=True)
    }


def exercise(described, writer, path, method, secret, examples):
    """Ask one address in both modes; what is there stays unless its version was named."""
    model = registry.get(path.split("/")[3]).model
    keys = [None, secret.key, *model.objects.values_list("key", flat=True)[:4]]
    for mode in MODES:
        cases = described[path][method].as_strategy(generation_mode=mode)

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=examples < 50,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases, key=st.sampled_from(keys))
        def ask(case, key):
            if key and "{key}" in path:
                case.path_parameters["key"] = key
            before = rows_now()
            answer = case.call_and_validate(headers=writer, checks=CHECKS)
            now = rows_now()
            assert {place: now.get(place) for place in before} == before, answer.status_code
            assert secret.note not in answer.text
            assert "{key}" in path or secret.key not in answer.text

        ask()


@pytest.mark.parametrize(("path", "method"), operations())
def test_some_generated_writes(described, token, secret, path, method):
    writer = token(
        *(s.name for s in writing.scopes()), role=roles.DISTRICT_EDITOR, areas=["chiping"]
    )
    exercise(described, writer, path, method, secret, examples=4)


@pytest.mark.long
@pytest.mark.parametrize("role", [roles.DISTRICT_EDITOR, roles.BUREAU_EDITOR])
@pytest.mark.parametrize(("path", "method"), operations())
def test_many_generated_writes(described, token, secret, path, method, role):
    areas = ["chiping"] if role == roles.DISTRICT_EDITOR else []
    if not areas:
        secret.delete()
    writer = token(*(s.name for s in writing.scopes()), role=role, areas=areas)
    exercise(described, writer, path, method, secret, examples=300)
