"""What people said of a file's headings and words: kept with the import, offered to the next one.

Every choice is a row of its own. What holds for an import are its rows in order, later ones over
earlier ones; what a source has are the choices of all its imports.
"""

from circles.models import OutletImport, OutletImportChoice

Kind = OutletImportChoice.Kind


def current(run, kind):
    """`{word: chosen}` that was said of an import."""
    return merged(own(run, kind))


def offered(run, kind):
    """What was said of earlier files of the source, and of this one."""
    return merged(before(run, kind), own(run, kind))


def holding(run, kind):
    """What holds for an import: what was applied for its source, and what was said of it."""
    return merged(before(run, kind).filter(run__state=OutletImport.State.DONE), own(run, kind))


def own(run, kind):
    """The choices of an import."""
    rows = OutletImportChoice.objects.filter(kind=kind)
    return rows.filter(run=run) if run.pk else rows.none()


def before(run, kind):
    """The choices of earlier imports of the same source."""
    rows = OutletImportChoice.objects.filter(kind=kind, run__source=run.source)
    return rows.filter(run__lt=run.pk) if run.pk else rows


def merged(*parts):
    """Choices one over the other, without those that were taken back."""
    found = {}
    for rows in parts:
        for given in rows.order_by("id").values_list("given", flat=True):
            found |= given
    return {word: chosen for word, chosen in found.items() if chosen is not None}


def keep(run, kind, given, user=None, taken_from=None):
    """Keep a choice, unless it says what holds already."""
    now = current(run, kind)
    if any(now.get(word) != chosen for word, chosen in given.items()):
        made = {"made_by": user, "taken_from": taken_from}
        OutletImportChoice.objects.create(run=run, kind=kind, given=given, **made)


def take_over(run, kind, words):
    """Say with an import which choices of its source hold for its words that it is silent of."""
    said, held = current(run, kind), holding(run, kind)
    given = {word: held[word] for word in words if word in held and word not in said}
    if given:
        keep(run, kind, given, taken_from=latest(run, kind))


def latest(run, kind):
    """The last import of the source whose choices of a kind were applied."""
    rows = OutletImport.objects.filter(source=run.source, choices__kind=kind, pk__lt=run.pk)
    return rows.filter(state=OutletImport.State.DONE).order_by("-id").first()
