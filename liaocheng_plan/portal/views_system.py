"""What watches over the portal asks here, and what visitors see when something fails."""

import logging
import secrets
import sys

from django.core.exceptions import BadRequest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

log = logging.getLogger("liaocheng_plan.errors")


@never_cache
def healthz(request):
    """The process answers; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request):
    """Whether the database can be reached and all migrations are applied; else 503 and why."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        log.warning("not ready: %s", error)
        return HttpResponse("database unreachable", status=503, content_type="text/plain")
    if waiting:
        names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _back in waiting)
        text = f"migrations to apply: {names}"
        return HttpResponse(text, status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")


def bad_request(request, exception=None):
    """400; what a view of ours says of the question is shown to the reader."""
    said = str(exception) if type(exception) is BadRequest else ""
    return failure(request, "400.html", 400, {"said": said})


def forbidden(request, exception=None):
    """403."""
    return failure(request, "403.html", 403)


def not_found(request, exception=None):
    """404."""
    return failure(request, "404.html", 404)


def server_error(request):
    """500, with a number to quote that stands in the log beside the traceback."""
    number = secrets.token_hex(4)
    log.error("error %s at %s", number, request.path, exc_info=sys.exc_info())
    return failure(request, "500.html", 500, {"number": number})


def failure(request, template, status, context=None):
    """A page about a failure; in plain text where even that cannot be drawn."""
    try:
        return render(request, template, context, status=status)
    except Exception:
        log.exception("the page %s cannot be drawn", template)
        lines = [str(status), *(context or {}).values()]
        return HttpResponse("\n".join(lines), status=status, content_type="text/plain")
