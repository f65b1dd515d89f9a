"""Records as they stood at a past moment, from their histories."""


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
