"""Search over all collections."""

import pytest

from liaocheng_plan.portal.home import search

pytestmark = pytest.mark.django_db

ODD = ["%", "_", "\\", "'", '"', "<script>", "a" * 500, "（", "[", "\x00", "a " * 60]


def found(words):
    """Names of the hits by label of the collection."""
    return {
        str(group["label"]): [hit["url"] for hit in group["hits"]] for group in search.find(words)
    }


def urls(words):
    """Addresses of all hits."""
    return [url for hits in found(words).values() for url in hits]


def test_records_are_found_by_name_key_place_and_list():
    assert "/places/markets/market-06/" in urls("周公河农贸城")
    assert "/places/markets/market-06/" in urls("market-06")
    assert "/circles/circle-07/" in urls("卫育北路")
    assert "/circles/pilot-10/" in urls("中央厨房") or "/circles/pilot-10/" in urls("茶艺咖啡馆")


def test_points_of_clauses_are_found():
    assert any(url.startswith("/plan/commerce-plan/") for url in urls("海底捞"))


def test_all_words_must_be_found():
    assert urls("周公河 农贸城") == [
        "/places/markets/market-06/"
    ] or "/places/markets/market-06/" in (urls("周公河 农贸城"))
    assert urls("周公河 海底捞") == []


def test_nothing_is_found_for_nothing():
    assert search.find("   ") == []
    assert search.find("不存在的词") == []


@pytest.mark.parametrize(
    "words", ["%", "_", "\\", "'", '"', "<script>", "a" * 500, "（", "[", "\x00", "a " * 60]
)
def test_odd_words_are_words(client, words):
    assert client.get("/places/pilot-circles/", {"q": words, "area": words}).status_code == 200
    response = client.get("/search/", {"q": words})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().replace("<script src", "")


def test_matches_are_marked_and_the_rest_escaped():
    assert search.highlight("柳园路<b>", "园") == "柳<mark>园</mark>路&lt;b&gt;"


def test_a_long_list_leads_to_the_collection(client):
    page = client.get("/search/?q=超市").content.decode()
    assert "/places/retail-terminals/?q=%E8%B6%85%E5%B8%82" in page
