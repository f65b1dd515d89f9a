"""The guide map as paper: what stands on it, where marks lie, what it refuses to make up."""

import re
from datetime import date
from io import BytesIO

import numpy as np
import pytest
import shapely
from django.contrib.gis.geos import LineString, MultiPolygon, Point, Polygon
from django.utils.translation import override
from pypdf import PdfReader

from circles.coverage import packing
from circles.models import (
    Barrier,
    BusinessType,
    CircleShape,
    CoverageDataset,
    OutletPair,
    PilotCircle,
    StreetNetwork,
)
from liaocheng_plan.portal.circles import guide_map
from liaocheng_plan.portal.circles.guide_map import drawing
from liaocheng_plan.portal.circles.guide_map.content import Content
from liaocheng_plan.portal.circles.guide_map.ground import Ground
from liaocheng_plan.portal.circles.guide_map.looks import looks
from liaocheng_plan.portal.circles.guide_map.spreading import spread
from tests import factories

pytestmark = pytest.mark.django_db
URL = "https://plan.example/circles/pilot-07/"
X, Y = 116.0387, 36.459


def circle(key="pilot-07"):
    return PilotCircle.objects.for_lists().get(key=key)


def outlet(name, east=0.0, north=0.0, **values):
    given = {"geometry": Point(X + east, Y + north, srid=4326), "pilot": circle()}
    return factories.outlet(name=name, **given | values)


def declared():
    box = Polygon.from_bbox((X - 0.008, Y - 0.005, X + 0.008, Y + 0.005))
    return CircleShape.objects.create(
        place="pilot-circles/pilot-07",
        kind="declared",
        geometry=MultiPolygon(box),
        source="区商务局划定",
        as_of=date(2026, 6, 1),
    )


def read(size="A4", key="pilot-07", language="zh-hans"):
    with override(language):
        return PdfReader(BytesIO(guide_map.pdf(circle(key), URL, size)))


def text(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


# --- What is printed --------------------------------------------------------------------------
def test_outlets_are_numbered_by_type_with_words_cell_and_uncertainty():
    breakfast = BusinessType.objects.get(key="scheme-basic-05")
    pharmacy = BusinessType.objects.get(key="scheme-basic-08")
    outlet("甲药店", business_type=pharmacy, location_precision="poi", location_error_m=60)
    outlet("乙早点", 0.006, business_type=breakfast, location_text="东昌路1号", location_error_m=5)
    outlet("关了的店", closed_on=date(2026, 1, 1))
    declared()
    said = text(read())
    first, second = (
        re.search(rf"(\d)\s*{name} \[([A-F]\d)\]", said) for name in ("乙早点", "甲药店")
    )
    assert (first[1], second[1]) == ("1", "2")
    assert first[2] > second[2]  # further east
    assert "东昌路1号" in said
    assert "位置待核 · ±60 m" in said.replace("\n", "")
    assert "申报边界 · 区商务局划定 · 截至2026年6月1日" in said
    assert "内部示意图，未经审核" in said
    assert "关了的店" not in said
    assert "一刻钟便民生活圈导视图" in said
    assert "Guide map" not in said


def test_coordinates_of_the_source_are_not_marked_as_to_be_checked():
    outlet("甲药店", location_precision="source")
    assert "甲药店" in text(read()) and "位置待核" not in text(read())
    outlet("乙药店", location_precision="poi")
    assert text(read()).count("位置待核") == 2  # the outlet, and the legend


@pytest.mark.parametrize(("size", "millimetres"), [("A4", (210, 297)), ("A3", (297, 420))])
def test_the_paper_has_its_size_and_the_font_is_in_the_file(size, millimetres):
    outlet("䶮记小吃")
    reader = read(size)
    box = reader.pages[0].mediabox
    assert tuple(round(float(side) / 72 * 25.4) for side in (box.width, box.height)) == millimetres
    assert "䶮记小吃" in text(reader)  # a rare character, not a box
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts)


def test_a_character_that_the_font_lacks_is_marked_and_not_lost():
    outlet("𠅤字号")
    assert "〓字号" in text(read())


def test_the_code_leads_to_the_public_page_and_the_review_number_stands_below(settings):
    settings.MAP_REVIEW_NUMBER = "鲁S（2026）001号"
    reader = read()
    links = [note.get_object()["/A"]["/URI"] for note in reader.pages[0]["/Annots"]]
    assert links == [URL]
    assert "审图号：鲁S（2026）001号" in text(reader)


def test_the_sheet_speaks_english():
    outlet("甲药店")
    said = text(read(language="en"))
    assert "1 open outlet, 1 on the map" in said
    assert "Roads are schematic" in said


def test_a_long_list_goes_on_on_further_pages():
    pharmacy = BusinessType.objects.get(key="scheme-basic-08")
    for number in range(130):
        outlet(f"第{number}店", number % 10 * 0.001, number // 10 * 0.0005, business_type=pharmacy)
    reader = read()
    assert len(reader.pages) == 2
    assert "2 / 2" in reader.pages[1].extract_text()
    assert sorted(int(n) for n in re.findall(r"第(\d+)店", text(reader))) == list(range(130))


# --- Nothing at a made-up spot ------------------------------------------------------------------
def test_what_has_no_place_is_listed_as_to_be_located_and_what_is_far_as_outside():
    outlet("无位置店", geometry=None, location_precision="unlocated")
    outlet("远处店", 0.2)
    outlet("近处店")
    content = Content(circle(), URL)
    assert content.frame((0, 0, 500, 400)) is not None
    assert [entry.outlet.name for _look, entry in content.drawn] == ["近处店"]
    assert [entry.outlet.name for entry in content.left_out(far=True)] == ["远处店"]
    assert [entry.outlet.name for entry in content.left_out(far=False)] == ["无位置店"]
    said = text(read())
    assert said.index("图外") < said.index("远处店") < said.index("待定位") < said.index("无位置店")


def test_a_circle_without_a_position_gets_words_and_no_map():
    outlet("某店", pilot=circle("pilot-08"), geometry=None, location_precision="unlocated")
    said = text(read(key="pilot-08"))
    assert "位置尚无资料依据" in said
    assert "1:" not in said


def test_imported_streets_stand_in_for_the_schematic_ones():
    lines = [shapely.LineString([(X - 0.02, Y), (X + 0.02, Y)])]
    rows = {}
    for kind in ("streets", "barriers"):
        rows[kind] = CoverageDataset.objects.create(
            kind=kind,
            as_of=date(2026, 1, 2),
            datum="wgs84",
            size=1,
            state="ready",
            is_in_force=True,
        )
    StreetNetwork.objects.create(
        dataset=rows["streets"], packed=packing.pack(lines), edges=1, length_km=4
    )
    river = LineString((X - 0.05, Y - 0.003), (X + 0.05, Y + 0.003), srid=4326)
    Barrier.objects.create(dataset=rows["barriers"], name="四新河", geometry=river)
    outlet("甲药店")
    said = text(read())
    assert "街道（2026年1月2日路网）" in said
    assert "四新河" in said
    assert "道路为示意" not in said
    assert "四新河" not in text(read(key="pilot-11"))  # 8 km away


def test_where_nothing_is_known_there_is_no_sheet_and_the_page_says_why(client):
    page = client.get("/circles/pilot-10/").content.decode()
    assert "暂无导视图：位置、轮廓和网点均尚无资料" in page
    assert "guide-map.pdf" not in page
    answer = client.get("/circles/pilot-10/guide-map.pdf?lang=en")
    assert answer.status_code == 404
    assert "there is nothing to draw" in answer.content.decode()
    assert "guide-map.pdf" in client.get("/circles/pilot-07/").content.decode()


def test_small_holes_of_a_reach_are_not_drawn():
    frame, block, park = ((0, 0, 3000, 3000), (100, 100, 200, 200), (500, 500, 900, 900))
    ring, *holes = (Polygon.from_bbox(box)[0] for box in (frame, block, park))
    drawn = list(drawing.rings(MultiPolygon(Polygon(ring, *holes))))
    assert [Polygon(one).area for one in drawn] == [9_000_000, 160_000]


def test_suspected_duplicates_are_said_to_be_such():
    first, second = outlet("甲药店"), outlet("甲药店东", 0.0001)
    outlet("乙店", 0.004)
    OutletPair.objects.create(first=first, second=second, metres=9)
    said = text(read()).replace("\n", "")
    assert said.count("有疑似重复") == 3  # each of both, and the legend
    assert "2个网点有疑似重复" in said
    OutletPair.objects.update(state="different")
    assert "有疑似重复" not in text(read())


# --- Places on the paper ------------------------------------------------------------------------
def test_a_kilometre_is_as_long_as_the_scale_says():
    ground = Ground.fitting((0, 0, 2000, 1000), (0, 0, 500, 400))
    assert ground.scale == 12_500  # 2,160 m on 500 points (176 mm) ask for 1:12,246
    assert ground.length(1000) == pytest.approx(1000 / 12_500 * 1000 / 25.4 * 72)
    assert ground.cell_of(0, 1000) == "A2"
    assert ground.at(1000, 500) == (250, 200)


def test_labels_do_not_cover_each_other_and_stay_inside():
    points = [(50, 50)] * 12 + [(1, 1), (99, 99), (52, 50)]
    places = spread(points, 10, 5, (0, 0, 100, 100))
    apart = np.abs(places[:, None] - places[None, :])
    np.fill_diagonal(apart[:, :, 0], 99)
    assert ((apart[:, :, 0] > 9.9) | (apart[:, :, 1] > 4.9)).all()
    assert (places >= [5, 2.5]).all()
    assert (places <= [95, 97.5]).all()
    assert np.abs(places[:12] - 50).max() < 25
    assert (spread(points, 10, 5, (0, 0, 100, 100)) == places).all()


def test_types_are_told_apart_without_colour():
    found = looks(["basic"] * 16 + ["quality"] * 4)
    assert len({(str(look.shape), look.ringed) for look in found[:16]}) == 16
    assert {look.tier for look in found[16:]} == {"quality"}


def test_where_numbers_would_stand_too_far_off_small_marks_stand_alone():
    pharmacy = BusinessType.objects.get(key="scheme-basic-08")
    for number in range(20):
        outlet(f"第{number}店", number % 8 * 0.00001, number // 8 * 0.00001, business_type=pharmacy)
    declared()
    assert "网点密集" not in text(read("A3"))
    for number in range(20, 300):
        outlet(f"第{number}店", number % 18 * 0.0001, number // 18 * 0.0001, business_type=pharmacy)
    assert "网点密集：图上只画符号，请按方格查找" in text(read("A4"))


# --- The address ----------------------------------------------------------------------------------
def test_the_address_gives_the_file_and_says_what_is_wrong(client, settings):
    answer = client.get("/circles/pilot-07/guide-map.pdf?size=a3&lang=en")
    assert answer["Content-Type"] == "application/pdf"
    assert "pilot" not in answer["Content-Disposition"]  # it bears the circle's name
    assert client.get("/circles/pilot-07/guide-map.pdf?size=A5").status_code == 400
    assert client.get("/circles/pilot-07/guide-map.pdf?lang=fr").status_code == 400
    assert client.get("/circles/pilot-99/guide-map.pdf").status_code == 404
    settings.PDF_FONT = "/nowhere/font.ttf"
    missing = client.get("/circles/pilot-07/guide-map.pdf")
    assert missing.status_code == 503
    assert "fonts-wqy-zenhei" in missing.content.decode()
    settings.MAP_ACCESS = "signed_in"
    assert client.get("/circles/pilot-07/guide-map.pdf").status_code == 302
