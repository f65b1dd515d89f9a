"""What the audit needs to know of areas and departments, and what only they show."""

import re

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Audited, Found, declare, rule, told
from liaocheng_plan.documents.audit.telling import cited

declare(
    Audited("areas"),
    Audited("departments"),
    Audited("references"),
)


@rule(
    "undefined-extent",
    _("Extents without a definition: %(what)s"),
    _("Figures hold for an extent; where several are used and none defined, they cannot add up."),
    choice=False,
)
def undefined_extents(book):
    """Urban extents that no clause defines; the bureau decides their members."""
    rows = [row for row in book.by_collection["areas"] if row.value("kind") == "urban"]
    if rows:
        yield Found(
            kind="ambiguity",
            subject="urban",
            readings=[row.reading("name") for row in rows],
            sentence=told(
                _("Figures hold for %(names)s; no clause says how far each of them reaches."),
                names=[cited(row.reading("name")) for row in rows],
            ),
            what="、".join(row.name for row in rows),
            severity="medium",
        )


JOINT = re.compile(r"^(?P<head>.+?)等(?P<number>\d+)个?部门")


@rule(
    "joint-issuers",
    _("One lead, different numbers of departments: %(what)s"),
    _("Cited documents of one lead and others: different numbers are different documents."),
)
def joint_issuers(book):
    """`商务部等12部门` and `商务部等13部门`."""
    found = {}
    for row in book.by_collection["references"]:
        match = JOINT.match(row.value("issuer") or "")
        if match:
            found.setdefault(match["head"], {}).setdefault(match["number"], row)
    for head, numbers in found.items():
        if len(numbers) > 1:
            yield Found(
                kind="ambiguity",
                subject=head,
                readings=[row.reading("issuer") for row in numbers.values()],
                sentence=told(
                    _(
                        "Documents of one lead are cited with different numbers of departments: "
                        "%(issuers)s."
                    ),
                    issuers=[cited(row.reading("issuer")) for row in numbers.values()],
                ),
                what=" / ".join(row.value("issuer") for row in numbers.values()),
                severity="low",
            )
