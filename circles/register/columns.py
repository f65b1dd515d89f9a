"""Which column of a file is which field, by its heading in Chinese or English."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.imports.geojson_files import LAT, LON
from liaocheng_plan.imports.refusing import FileRefused


@dataclass(frozen=True)
class Column:
    """A field, its heading in the template, the headings it is known by, what to write there."""

    name: str
    heading: str
    known: tuple
    help: str


COLUMNS = (
    Column(
        "source_ref",
        "网点编号",
        ("编号", "网点编码", "编码", "id", "outletid", "externalid", "code"),
        _("the source’s own number, once per file; a later file finds the outlet by it"),
    ),
    Column(
        "name",
        "网点名称",
        ("名称", "店名", "店铺名称", "商户名称", "门店名称", "name", "outlet", "outletname"),
        _("required; with the branch, as on the sign"),
    ),
    Column(
        "business_type",
        "业态",
        ("业态类型", "业态类别", "类型", "类别", "businesstype", "type", "category"),
        _("a word of the lists on the second sheet"),
    ),
    Column(
        "location_text",
        "地址",
        ("详细地址", "经营地址", "位置", "住所", "address", "location"),
        _("as the source has it"),
    ),
    Column(
        "area",
        "区县",
        ("所属区县", "县区", "县市区", "行政区", "街道", "area", "district", "county"),
        _("name or key; left blank it follows from the position"),
    ),
    Column(
        "circle",
        "生活圈",
        ("所属生活圈", "便民生活圈", "一刻钟便民生活圈", "试点社区", "circle", "livingcircle"),
        _("only where the source says so: name or key; else it follows from the position"),
    ),
    Column(
        "longitude",
        "经度",
        ("lng", "lon", "long", "longitude", "x", "经度坐标"),
        _("degrees, for example 115.985012"),
    ),
    Column(
        "latitude",
        "纬度",
        ("lat", "latitude", "y", "纬度坐标"),
        _("degrees, for example 36.457301"),
    ),
    Column(
        "floor_area_m2",
        "营业面积（平方米）",
        ("面积", "营业面积", "建筑面积", "经营面积", "floorarea", "flooraream2", "area m2"),
        _("square metres; blank where unknown, never 0 for unknown"),
    ),
    Column(
        "employees",
        "从业人员",
        ("从业人数", "从业人员数", "员工数", "员工人数", "employees", "staff"),
        _("a whole number; blank where unknown"),
    ),
    Column(
        "is_chain",
        "是否连锁",
        ("连锁", "连锁经营", "chain", "ischain"),
        _("是 or 否 (yes or no); blank where unknown"),
    ),
    Column(
        "opened_on",
        "开业日期",
        ("开业时间", "开业日", "opened", "openedon", "openingdate"),
        _("the full day, for example 2024-05-01"),
    ),
    Column(
        "closed_on",
        "闭店日期",
        ("停业日期", "关闭日期", "歇业日期", "闭店时间", "closed", "closedon", "closingdate"),
        _("the full day; it leaves the counts and stays in the history"),
    ),
)
BY_NAME = {column.name: column for column in COLUMNS}
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


def recognised(headings):
    """`({field: index}, headings left out)`; raises `FileRefused` where the name is missing.

    In GeoJSON the geometry is the position, whatever the properties say.
    """
    found = {POSITION[heading]: at for at, heading in enumerate(headings) if heading in POSITION}
    fixed, left_out = set(found), []
    for index, heading in enumerate(headings):
        if heading in POSITION or not str(heading).strip():
            continue
        name = KNOWN.get(folded(heading))
        if name is None or name in fixed:
            left_out.append(str(heading)[:80])
            continue
        if name in found:
            raise FileRefused("twice", first=headings[found[name]], second=heading)
        found[name] = index
    check(found, headings)
    return found, left_out


def check(found, headings):
    """Refuse a file without names, with half a position, or with another unit of area."""
    for name, other in (("name", "name"), ("longitude", "latitude"), ("latitude", "longitude")):
        if name not in found and (other in found or name == "name"):
            raise FileRefused("headings", column=BY_NAME[name].heading)
    if "floor_area_m2" in found:
        heading = str(headings[found["floor_area_m2"]])
        unit = UNIT.search(unicodedata.normalize("NFKC", heading))
        if unit and unit[1].strip().casefold() not in SQUARE_METRES:
            raise FileRefused("unit", column=heading)
