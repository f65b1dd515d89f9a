"""What the audit finds in the modes of transport that a logistics site says it joins."""

import re

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule, told

JOINED = re.compile("(?P<modes>[公铁水空海陆]{2,})联运")
SIGNS = {
    "公": "公路|高速|国道|省道|环路",
    "陆": "公路|高速|国道|铁路",
    "铁": "铁路|车站|.站|铁",
    "水": "水路|航道|航运|港口|码头|运河",
    "海": "海港|港口|航运",
    "空": "机场|空港|航空",
}


@rule(
    "mode-without-way",
    _("A mode of transport without its way: %(what)s"),
    _("A site that joins modes of transport must lie at a way for each of them."),
    choice=False,
)
def modes_without_way(book):
    """`公铁水联运` where the site's words name a road and a railway, and no water."""
    for collection in ("logistics-parks", "logistics-centres"):
        for row in book.by_collection[collection]:
            words = "；".join([row.value("location_text") or "", *(row.value("functions") or ())])
            for match in JOINED.finditer(words):
                rest = words.replace(match[0], "")
                lacking = [m for m in match["modes"] if not re.search(SIGNS[m], rest)]
                if lacking:
                    yield Found(
                        kind="ambiguity",
                        subject=f"{row.ref} {match[0]}",
                        readings=[
                            row.reading("functions", match[0]),
                            row.reading("location_text"),
                        ],
                        sentence=told(
                            _(
                                "%(first_of)s shall join “%(first)s” (%(first_at)s), but its words"
                                " of place name no way for %(lacking)s: %(second)s."
                            ),
                            row.reading("functions", match[0]),
                            row.reading("location_text"),
                            lacking=lacking,
                        ),
                        what=f"{row.name}（{match[0]}：{'、'.join(lacking)}）",
                        severity="low",
                    )
