"""The crosswalk of words as the bureau edits it: one word a line, no word for two kinds."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from circles.models import CircleStandard, FormatConcept, LivingCircle
from liaocheng_plan.organisation import roles

pytestmark = pytest.mark.django_db


def edit(client, concept, **values):
    """Send the admin's form of a kind of business."""
    given = {
        "key": concept.key,
        "name": concept.name,
        **{n: "\n".join(getattr(concept, n)) for n in ("words", "narrower", "broader")},
    }
    url = reverse("admin:circles_formatconcept_change", args=[concept.pk])
    return client.post(url, given | values)


def test_the_fixtures_have_no_conflict():
    for concept in FormatConcept.objects.all():
        concept.clean()


def test_an_editor_writes_one_word_a_line_and_confirms(signed_in):
    laundry = FormatConcept.objects.get(key="laundry")
    client = signed_in(roles.BUREAU_EDITOR)
    response = edit(client, laundry, words="洗染店\n洗衣店\n干洗店", confirmed="on")
    assert response.status_code == 302
    laundry.refresh_from_db()
    assert (laundry.words, laundry.confirmed) == (["洗染店", "洗衣店", "干洗店"], True)
    assert laundry.history.first().history_user.username == "someone"


def test_a_word_that_names_two_kinds_is_refused_with_both_named(signed_in):
    laundry = FormatConcept.objects.get(key="laundry")
    response = edit(signed_in(roles.BUREAU_EDITOR), laundry, words="洗染店\n药店")
    page = response.content.decode()
    assert response.status_code == 200
    assert "“药店”会同时指两种业态：洗染店和药店。" in page
    laundry.refresh_from_db()
    assert "药店" not in laundry.words


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("narrower", {"narrower": ["洗衣店"]}),
        ("broader", {"narrower": ["干洗店"], "broader": ["干洗店"]}),
        ("words", {"words": ["洗染店", "洗染店"]}),
    ],
)
def test_a_word_stands_once_in_a_kind(field, values):
    concept = FormatConcept.objects.get(key="laundry")
    for name, words in values.items():
        setattr(concept, name, words)
    with pytest.raises(ValidationError) as error:
        concept.clean()
    assert list(error.value.error_dict) == [field]


def test_other_roles_do_not_edit_words_or_standards(signed_in):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    laundry = FormatConcept.objects.get(key="laundry")
    assert edit(client, laundry, words="洗染店").status_code == 403


def test_a_standards_printed_threshold_is_read_only_and_its_lists_are_not(signed_in):
    standard = CircleStandard.objects.get(key="plan-text")
    url = reverse("admin:circles_circlestandard_change", args=[standard.pk])
    page = signed_in(roles.BUREAU_EDITOR).get(url).content.decode()
    assert 'name="basic_required"' not in page
    assert 'name="basic_list"' in page


def test_the_admin_shows_a_match_and_never_edits_it(signed_in):
    circle = LivingCircle.objects.get(key="circle-22")
    url = reverse("admin:circles_livingcircle_change", args=[circle.pk])
    page = signed_in(roles.BUREAU_EDITOR).get(url).content.decode()
    assert 'name="pilot"' not in page
