"""Generated questions: no failure inside, and every answer keeps to the description."""

from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from liaocheng_plan import registry

PATHS = [
    f"/api/v1/{collection.name}/{record}"
    for collection in registry.collections()
    for record in ("", "{key}/")
]
# As the description has it, and broken on purpose.
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture
def described(api):
    """The served description, asked and answered within this process and this transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield served_description()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@cache
def served_description():
    """It is the same for all tests."""
    return schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())


def exercise(described, path, examples):
    """Ask one address in both modes and hold each answer against the description."""
    for mode in MODES:

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=examples < 50,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=described[path]["GET"].as_strategy(generation_mode=mode))
        def ask(case):
            case.call_and_validate(
                checks=[
                    not_a_server_error,
                    checks.status_code_conformance,
                    checks.content_type_conformance,
                    checks.response_headers_conformance,
                    checks.response_schema_conformance,
                ]
            )

        ask()


@pytest.mark.parametrize("path", PATHS)
def test_some_generated_questions(described, path):
    exercise(described, path, examples=8)


@pytest.mark.long
@pytest.mark.parametrize("path", PATHS)
def test_many_generated_questions(described, path):
    exercise(described, path, examples=500)
