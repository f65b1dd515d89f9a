"""Several records in one request: all are written or none, and every row says what is wrong."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from . import problems, versions
from .inputs import StrictSerializer
from .refusing import rules

MOST_ROWS = 500


class BulkSerializer(StrictSerializer):
    """`rows`, each an object."""

    described = _("Rows to write")

    rows = serializers.ListField(
        child=serializers.DictField(), allow_empty=False, max_length=MOST_ROWS
    )


class WrittenRowSerializer(serializers.Serializer):
    """What became of a row."""

    described = _("What became of a row")

    key = serializers.CharField()
    etag = serializers.CharField()
    url = serializers.URLField()


class WrittenSerializer(serializers.Serializer):
    """All rows, in the order in which they were sent."""

    described = _("All rows, in the order in which they were sent")

    results = WrittenRowSerializer(many=True)


def write_rows(view, data):
    """What became of each row; raises `Refused` with the errors of all of them."""
    with rules():
        wanted = BulkSerializer(data=data)
        wanted.is_valid(raise_exception=True)
    written, refusals = [], {}
    for number, row in enumerate(wanted.validated_data["rows"]):
        try:
            with rules():
                written.append(write_row(view, row))
        except (problems.Refused, Http404) as wrong:
            refusals[number] = wrong
    if refusals:
        raise together(refusals)
    return shown(view, written)


def write_row(view, row):
    """Make a record, or change the one that `key` names in the version of `etag`."""
    row = dict(row)
    key, etag = row.pop("key", None), row.pop("etag", None)
    if key is None:
        return view.make(row)
    record = view.locked(str(key))
    versions.check(record, str(etag or ""))
    return view.alter(record, row)


def together(refusals):
    """One refusal of all rows: its status is theirs where they agree, else 422."""
    errors = []
    for number, wrong in refusals.items():
        if isinstance(wrong, Http404):
            code, _title, detail = problems.KINDS[404]
            wrong = problems.Refused(404, code, detail)
        place = f"rows.{number}"
        errors += [{**one, "field": f"{place}.{one['field']}".rstrip(".")} for one in wrong.errors]
        if not wrong.errors:
            errors.append(problems.error(place, wrong.code, wrong.sentence))
    statuses = {getattr(wrong, "status_code", 404) for wrong in refusals.values()}
    agreed = statuses.pop() if len(statuses) == 1 else 422
    return problems.Refused(agreed, problems.KINDS[agreed][0], errors=errors)


def shown(view, written):
    """Key, version and address of each record, as the database has them now."""
    found = view.collection.model.objects.in_bulk([record.pk for record in written])
    rows = [found[record.pk] for record in written]
    return [
        {"key": row.key, "etag": versions.version_of(row), "url": view.address(row)} for row in rows
    ]
