"""Records as they stood at a past moment, from their histories."""

from collections import defaultdict

from liaocheng_plan import registry

from .models import CitationPlace, LoadedRecord


def as_they_stood(model, at):
    """Instances of a model as they stood at an aware datetime, in one query.

    A record that came into the database only later stands with its first version: what a document
    states was true before anybody typed it. One deleted by then is left out.
    """
    rows = model.history.order_by("id", "history_date", "history_id")
    known = {}
    for row in rows:
        if row.id not in known or row.history_date <= at:
            known[row.id] = row
    return [instance(model, row) for row in known.values() if row.history_type != "-"]


def instance(model, row):
    """The record of a history row; the history's own `instance` would ask for each one anew."""
    made = model(**{f.attname: getattr(row, f.attname) for f in row.tracked_fields})
    made._state.adding = False
    return made


def put_back_quotes(records, at):
    """Give records of `with_citations` the words that were quoted of them at a past moment.

    A new edition may have brought other words since. One query; two where it did.
    """
    cited = {row.pk: (record, row) for record in records for row in record.cited}
    later = {pk: words for pk, words in requoted().items() if pk in cited}
    later = {pk: words for pk, words in later.items() if words[-1].created_at > at}
    loaded = loaded_words([cited[pk] for pk in later])
    for pk, changes in later.items():
        then = [change.quote for change in changes if change.created_at <= at]
        citation = cited[pk][1]
        citation.quote = then[-1] if then else loaded.get(pk, citation.quote)


def requoted():
    """`{citation: changes}` of the citations that an edition gave other words, oldest first."""
    rows = CitationPlace.objects.filter(change__isnull=False).select_related("change")
    found = defaultdict(list)
    for row in rows.order_by("change__created_at", "change__id"):
        found[row.citation_id].append(row.change)
    return found


def loaded_words(cited):
    """`{citation: words}` as last loaded, of pairs of a record and one of its citations."""
    if not cited:
        return {}
    rows = LoadedRecord.objects.filter(
        collection=registry.of(cited[0][0]).name, key__in={record.key for record, _row in cited}
    )
    known = {row.key: row.values.get("citations") or {} for row in rows}
    found = {row.pk: known.get(record.key, {}).get(row.field) for record, row in cited}
    return {pk: citation["quote"] for pk, citation in found.items() if citation}
