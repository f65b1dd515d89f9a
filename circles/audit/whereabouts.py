"""Where circles lie: shared places, crossings without a side, one name in two districts."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule, told


@rule(
    "shared-anchor",
    _("A place that two circles claim: %(what)s"),
    _("A market or mall belongs to one circle; one named after a circle should lie in it."),
    choice=False,
)
def shared_anchors(book):
    """A circle's name in the name of another's anchor; an anchor at another circle's bounds."""
    rows = book.by_collection["pilot-circles"]
    for row in rows:
        for path, name in row.each("anchors.*.name"):
            for other in rows:
                if other is not row and name.startswith(other.name) and name != other.name:
                    yield anchor_finding(NAMED_AFTER, row, path, name, other)
        for path, roads in row.each("anchors.*.roads"):
            name = row.value(path.replace("roads", "name"))
            own = set((row.value("bounds") or {}).values())
            for other in rows:
                bounds = set((other.value("bounds") or {}).values())
                if own and other is not row and set(roads) <= bounds and not set(roads) & own:
                    at = path.replace("roads", "name")
                    yield anchor_finding(AT_BOUNDS, row, at, name, other, roads=roads)


NAMED_AFTER = _(
    "%(first_of)s counts “%(first)s” among its places (%(first_at)s), which is named after"
    " %(other)s."
)
AT_BOUNDS = _(
    "%(first_of)s counts “%(first)s” among its places (%(first_at)s), which lies at %(roads)s, the"
    " bounds of %(other)s (%(second_at)s)."
)


def anchor_finding(sentence, row, path, name, other, **values):
    """The finding that an anchor of one circle points to another."""
    readings = [row.reading(path, name), other.reading("location_text")]
    return Found(
        kind="ambiguity",
        subject=f"{row.ref} {other.ref} {name}",
        readings=readings,
        sentence=told(sentence, *readings, other=other.name, **values),
        what=f"{name}（{row.name} / {other.name}）",
        severity="medium",
    )


@rule(
    "side-missing",
    _("A crossing without a side: %(what)s"),
    _("A circle at a crossing needs the quadrant in which it lies."),
    choice=False,
)
def sides_missing(book):
    """Circles whose place is a crossing of two roads and no more, in one finding."""
    open_ = []
    for row in book.by_collection["living-circles"]:
        words = row.value("location_text") or ""
        if words.endswith(("交叉口", "交叉处")):
            open_.append(row)
    if open_:
        number = len(book.by_collection["living-circles"])
        yield Found(
            kind="ambiguity",
            subject="living-circles",
            readings=[row.reading("location_text") for row in open_],
            sentence=told(
                _(
                    "Of %(number)s circles %(open)s are placed at a crossing without a side"
                    " (%(first_at)s): %(names)s."
                ),
                open_[0].reading("location_text"),
                number=number,
                open=len(open_),
                names=[row.name for row in open_],
            ),
            what="、".join(row.name for row in open_),
            severity="low",
        )


@rule(
    "two-places-one-name",
    _("One name in two districts: %(what)s"),
    _("A pilot and a planned circle with one name lie in different districts: they are two."),
    choice=False,
)
def two_places_one_name(book):
    """The pilot's name without 社区 in the planned circle's, their districts apart."""
    for row in book.by_collection["pilot-circles"]:
        stem = row.name.removesuffix("社区")
        for other in book.by_collection["living-circles"]:
            if stem in other.name and apart(book, row, other):
                yield Found(
                    kind="ambiguity",
                    subject=f"{row.ref} {other.ref}",
                    readings=[row.reading("location_text"), other.reading("location_text")],
                    sentence=told(
                        _(
                            "%(first_of)s (%(first_at)s) and %(second_of)s (%(second_at)s) share a"
                            " name and lie in different districts: they are two."
                        ),
                        row.reading("location_text"),
                        other.reading("location_text"),
                    ),
                    what=f"{row.name} / {other.name}",
                    severity="medium",
                )


def apart(book, one, other):
    """Whether both have an area and neither lies within the other's."""
    first, second = one.value("area"), other.value("area")
    if not first or not second:
        return False
    return first not in book.within(second) and second not in book.within(first)
