"""Which column of a file is which field, by its heading in Chinese or English."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaocheng_plan.imports.geojson_files import LAT, LON
from liaocheng_plan.imports.refusing import FileRefused


@dataclass(frozen=True)
class Column:
    """A field, its heading in the template, the headings it is known by, what to write there.

    `label` is what the heading means, in the reader's language.
    """

    name: str
    heading: str
    known: tuple
    help: str
    label: str


COLUMNS = (
    Column(
        "source_ref",
        "网点编号",
        ("编号", "网点编码", "编码", "id", "outletid", "externalid", "code"),
        _("the source’s own number, once per file; a later file finds the outlet by it"),
        pgettext_lazy("column of a file", "Number of the outlet"),
    ),
    Column(
        "name",
        "网点名称",
        ("名称", "店名", "店铺名称", "商户名称", "门店名称", "name", "outlet", "outletname"),
        _("required; with the branch, as on the sign"),
        pgettext_lazy("column of a file", "Name of the outlet"),
    ),
    Column(
        "business_type",
        "业态",
        ("业态类型", "业态类别", "类型", "类别", "businesstype", "type", "category"),
        _("a word of the lists on the second sheet"),
        pgettext_lazy("column of a file", "Business type"),
    ),
    Column(
        "location_text",
        "地址",
        ("详细地址", "经营地址", "位置", "住所", "address", "location"),
        _("as the source has it"),
        pgettext_lazy("column of a file", "Address"),
    ),
    Column(
        "area",
        "区县",
        ("所属区县", "县区", "县市区", "行政区", "街道", "area", "district", "county"),
        _("name or key; left blank it follows from the position"),
        pgettext_lazy("column of a file", "District or county"),
    ),
    Column(
        "circle",
        "生活圈",
        ("所属生活圈", "便民生活圈", "一刻钟便民生活圈", "试点社区", "circle", "livingcircle"),
        _("only where the source says so: name or key; else it follows from the position"),
        pgettext_lazy("column of a file", "Living circle"),
    ),
    Column(
        "longitude",
        "经度",
        ("lng", "lon", "long", "longitude", "x", "经度坐标"),
        _("degrees, for example 115.985012"),
        pgettext_lazy("column of a file", "Longitude"),
    ),
    Column(
        "latitude",
        "纬度",
        ("lat", "latitude", "y", "纬度坐标"),
        _("degrees, for example 36.457301"),
        pgettext_lazy("column of a file", "Latitude"),
    ),
    Column(
        "floor_area_m2",
        "营业面积（平方米）",
        ("面积", "营业面积", "建筑面积", "经营面积", "floorarea", "flooraream2", "area m2"),
        _("square metres; blank where unknown, never 0 for unknown"),
        pgettext_lazy("column of a file", "Floor area (m²)"),
    ),
    Column(
        "employees",
        "从业人员",
        ("从业人数", "从业人员数", "员工数", "员工人数", "employees", "staff"),
        _("a whole number; blank where unknown"),
        pgettext_lazy("column of a file", "Employees"),
    ),
    Column(
        "is_chain",
        "是否连锁",
        ("连锁", "连锁经营", "chain", "ischain"),
        _("是 or 否 (yes or no); blank where unknown"),
        pgettext_lazy("column of a file", "Part of a chain"),
    ),
    Column(
        "opened_on",
        "开业日期",
        ("开业时间", "开业日", "opened", "openedon", "openingdate"),
        _("the full day, for example 2024-05-01"),
        pgettext_lazy("column of a file", "Day opened"),
    ),
    Column(
        "closed_on",
        "闭店日期",
        ("停业日期", "关闭日期", "歇业日期", "闭店时间", "closed", "closedon", "closingdate"),
        _("the full day; it leaves the counts and stays in the history"),
        pgettext_lazy("column of a file", "Day closed"),
    ),
)
BY_NAME = {column.name: column for column in COLUMNS}
LONGEST = 80
SQUARE_METRES = {"m2", "㎡", "平方米", "平米", "sqm", ""}
UNIT = re.compile(r"[(\[](.*?)[)\]]")


def folded(heading):
    """A heading without its unit, width of characters, case, blanks and signs."""
    plain = unicodedata.normalize("NFKC", str(heading)).casefold()
    return re.sub(r"[\s_\-*：:./]+", "", UNIT.sub("", plain))


KNOWN = {
    folded(heading): column.name
    for column in COLUMNS
    for heading in (column.heading, *column.known)
}
POSITION = {LON: "longitude", LAT: "latitude"}


def called(heading):
    """A heading as it is kept and shown."""
    return str(heading).strip()[:LONGEST]


def known(heading):
    """The field that a heading is known to mean, "" for none."""
    return KNOWN.get(folded(heading), "")


def meaning(heading, chosen):
    """The field of a heading: as somebody chose, else as it is known; "" for none."""
    return chosen.get(called(heading), known(heading))


def recognised(headings, chosen=None):
    """`({field: index}, headings left out)`; raises `FileRefused` where the name is missing.

    `chosen` is `{heading: field}` as people said, "" to leave one out. In GeoJSON the geometry is
    the position, whatever the properties say.
    """
    found = {POSITION[heading]: at for at, heading in enumerate(headings) if heading in POSITION}
    fixed, left_out = set(found), []
    for index, heading in enumerate(headings):
        if heading in POSITION or not str(heading).strip():
            continue
        name = meaning(heading, chosen or {})
        if not name or name in fixed:
            left_out.append(called(heading))
            continue
        if name in found:
            raise FileRefused("twice", first=headings[found[name]], second=heading)
        found[name] = index
    check(found, headings)
    return found, left_out


def label_of(heading):
    """What a heading of the template means, in the reader's language."""
    return next(column.label for column in COLUMNS if column.heading == heading)


def nameable(headings):
    """The headings that people can say something of: no blank ones, no position of GeoJSON."""
    found = (called(heading) for heading in headings if heading not in POSITION)
    return list(dict.fromkeys(filter(None, found)))


def fields_for(headings):
    """The columns that a heading can be; where the geometry is the position, no second one."""
    fixed = {POSITION[heading] for heading in headings if heading in POSITION}
    return [column for column in COLUMNS if column.name not in fixed]


def unknown(headings, chosen=None):
    """Headings that are neither known nor chosen."""
    return [h for h in nameable(headings) if h not in (chosen or {}) and not known(h)]


def is_open(headings, chosen=None):
    """Whether people have to say what headings mean; raises `FileRefused` if that is no help."""
    left = unknown(headings, chosen)
    try:
        recognised(headings, chosen)
    except FileRefused as error:
        if not can_be_chosen(error, left or chosen):
            raise
        return True
    return bool(left)


def can_be_chosen(error, others):
    """Whether saying what headings mean mends a refusal; `others` are headings to choose from."""
    if error.code == "twice":
        return error.details["first"] != error.details["second"]
    return error.code == "headings" and bool(others)


def needed(found):
    """The fields that a file must have beside those found: the name, the other half of a place."""
    for name, other in (("name", "name"), ("longitude", "latitude"), ("latitude", "longitude")):
        if name not in found and (other in found or name == "name"):
            yield name


def check(found, headings):
    """Refuse a file without names, with half a position, or with another unit of area."""
    for name in needed(found):
        raise FileRefused("headings", column=BY_NAME[name].heading)
    if "floor_area_m2" in found:
        heading = str(headings[found["floor_area_m2"]])
        unit = UNIT.search(unicodedata.normalize("NFKC", heading))
        if unit and unit[1].strip().casefold() not in SQUARE_METRES:
            raise FileRefused("unit", column=heading)
