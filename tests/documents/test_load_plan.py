"""load_plan: complete, repeatable, careful with what staff changed, and all or nothing."""

import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation

from liaocheng_plan import registry
from liaocheng_plan.documents import loading, stating
from liaocheng_plan.documents.models import Citation, LoadedRecord
from liaocheng_plan.documents.texts.records import as_fixtures
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.places.models import AreaBasis, Precision
from logistics.models import LogisticsPark
from markets.models import Market, RetailTerminal
from tests import factories
from zones.models import BusinessDistrict

pytestmark = pytest.mark.django_db

COUNTS = {
    "documents": 2,
    "zones": 12,
    "business-districts": 9,
    "street-blocks": 10,
    "living-circles": 25,
    "pilot-circles": 11,
    "markets": 20,
    "retail-terminals": 54,
    "logistics-parks": 6,
    "logistics-centres": 2,
    "tasks": 42,
    "outlets": 0,
    "delivery-points": 0,
    "observations": 0,
}


def load(*options, fixtures=None):
    """Run the command in English; what it printed."""
    out = StringIO()
    extra = {"fixtures": fixtures} if fixtures else {}
    with translation.override("en"):
        call_command("load_plan", *options, stdout=out, **extra)
    return out.getvalue()


@pytest.fixture
def copy(tmp_path):
    """A copy of the fixtures that a test may spoil."""
    return shutil.copytree(settings.FIXTURES_DIR, tmp_path / "fixtures")


def edit(path, old, new):
    """Replace text in a file that must hold it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_the_database_holds_what_the_documents_list(name, count):
    assert registry.get(name).model.objects.count() == count


def test_every_stated_record_is_cited():
    exempt = {
        "areas",
        "outlets",
        "observations",
        "delivery-points",
        "audit-findings",
        "derived-figures",
        "plan-checks",
        "coverage-decisions",
        "format-concepts",
        "service-radii",  # metres from a standard that neither document prints
    }
    for collection in registry.collections():
        if collection.name not in exempt:
            uncited = [r.key for r in collection.model.objects.with_citations() if not r.citation]
            assert not uncited, collection.name


def test_only_the_eight_districts_have_a_boundary():
    assert Area.objects.filter(boundary__isnull=False).count() == 8
    assert set(Area.objects.districts()) == set(Area.objects.filter(boundary__isnull=False))


def test_a_second_run_changes_nothing():
    before = [c.model.history.count() for c in registry.collections()]
    assert load().startswith("0 ")
    assert [c.model.history.count() for c in registry.collections()] == before


def test_a_register_that_no_fixture_holds_is_not_read(monkeypatch):
    monkeypatch.setattr(type(factories.outlet()), "from_db", None)
    assert load().startswith("0 ")
    assert as_fixtures()["outlets"] == []


def test_what_staff_changed_stays_and_force_applies_the_fixture():
    market = Market.objects.get(key="market-06")
    market.name = "新名称"
    market.save()
    assert "market-06 name" in load()
    market.refresh_from_db()
    assert market.name == "新名称"
    history = market.history.count()
    assert "周公河农贸城" in load("--force")
    market.refresh_from_db()
    assert market.name == "周公河农贸城"
    assert market.history.count() == history + 1
    assert market.history.first().history_change_reason == "load_plan --force"


def test_what_staff_deleted_stays_deleted_until_forced():
    LogisticsPark.objects.get(key="park-3").delete()
    assert "park-3" in load()
    assert not LogisticsPark.objects.filter(key="park-3").exists()
    load("--force")
    assert LogisticsPark.objects.get(key="park-3").citation.clause.section == "专栏7"


def test_a_position_that_staff_drew_stays():
    terminal = RetailTerminal.objects.unlocated().first()
    terminal.geometry = Market.objects.get(key="market-06").geometry
    terminal.location_precision = Precision.SURVEYED
    terminal.save()
    load()
    terminal.refresh_from_db()
    assert terminal.location_precision == Precision.SURVEYED


def test_a_corrected_fixture_reaches_what_staff_left_alone(copy):
    edit(copy / "markets.yaml", "周公河农贸城", "周公河农贸新城")
    assert ", 1 " in load(fixtures=copy)
    assert Market.objects.get(key="market-06").name == "周公河农贸新城"


def test_force_takes_a_ruling_back_and_says_so():
    district = BusinessDistrict.objects.get(key="bd-eastern-core")
    stating.change_stated(
        district,
        "planned_retail_area_10k_m2",
        22,
        kind="ruling",
        reason="两处不一",
        user=None,
    )
    load("--force")
    district.refresh_from_db()
    assert district.planned_retail_area_10k_m2 == 20
    assert stating.changes_of(district).last().reason == "load_plan --force"


def test_check_writes_nothing(copy):
    edit(copy / "markets.yaml", "周公河农贸城", "周公河农贸新城")
    load("--check", fixtures=copy)
    assert Market.objects.get(key="market-06").name == "周公河农贸城"


@pytest.mark.parametrize(
    ("file", "old", "new", "names"),
    [
        ("markets.yaml", "listed_order: 6", "listed_order: six", ["market-06", "listed_order"]),
        ("markets.yaml", "plan_action: upgrade", "plan_action: improve", ["plan_action"]),
        ("markets.yaml", "area: chiping", "area: nowhere", ["area", "nowhere"]),
        ("markets.yaml", "section: 专栏9", "section: 专栏99", ["citation", "专栏99"]),
        ("markets.yaml", "key: market-02", "key: market-01", ["market-01", "key"]),
        ("warehouse-types.yaml", "key: ", "key: Store ", ["Store ", "key"]),
        ("markets.yaml", "collection: markets", "collection: shops", ["shops"]),
        ("markets.yaml", "listed_order: 6", "order: 6", ["market-06", "order"]),
        ("markets.yaml", "listed_order: 6", "listed_order: 6\n  listed_order: 7", ["listed_order"]),
        ("tasks.yaml", "department: commerce", "department: trade", ["responsible", "trade"]),
        ("geometry/places.geojson", '"market-06"', '"market-99"', ["places.geojson", "market-99"]),
    ],
)
def test_a_bad_fixture_stops_with_file_record_and_field(copy, file, old, new, names):
    edit(copy / file, old, new)
    before = LoadedRecord.objects.count(), Citation.objects.count(), Market.history.count()
    with pytest.raises(CommandError) as error:
        load("--force", fixtures=copy)
    message = str(error.value)
    assert file.split("/")[-1] in message
    assert [name for name in names if name not in message] == []
    assert before == (
        LoadedRecord.objects.count(),
        Citation.objects.count(),
        Market.history.count(),
    )


def test_a_record_gone_from_the_fixtures_is_kept_until_forced(copy):
    fixtures = loading.read(copy)
    fixtures["warehouse-types"].pop()
    model = registry.get("warehouse-types").model
    count = model.objects.count()
    assert loading.load(fixtures).differences
    assert model.objects.count() == count
    loading.load(fixtures, force=True)
    assert model.objects.count() == count - 1


def test_positions_are_what_the_location_data_supports():
    places = [p for c in registry.located_collections() for p in c.model.objects.all()]
    assert len([p for p in places if p.geometry is not None]) == 51
    assert len([p for p in places if p.location_precision == Precision.AREA]) == 30
    assert len([p for p in places if p.location_precision == Precision.UNLOCATED]) == 68
    assert all(p.area_id for p in places if p.location_precision == Precision.AREA)
    assert not any(p.area_basis == AreaBasis.ASSIGNED for p in places)


def test_a_field_that_the_fixture_gains_is_loaded(copy):
    scope = "  scope: 全市\n"
    edit(copy / "targets.yaml", scope, f"{scope}  path: flat\n")
    assert "path" not in load(fixtures=copy)  # nobody on the staff had touched it
    assert registry.get("targets").model.objects.get(key="retail-sales-growth-city").path == "flat"
