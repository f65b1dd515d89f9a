"""Numbers that tell who somebody is never reach the database."""

import pytest

from liaocheng_plan.surveys.masking import HIDDEN, mask


@pytest.mark.parametrize(
    "number",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 13812345678",
        "１３８１２３４５６７８",
        "371502199001011234",
        "37150219900101123X",
        "0635-8241234",
        "someone@example.com",
    ],
)
def test_numbers_of_people_are_masked(number):
    assert mask(f" 请回电{number}，谢谢 ") == f"请回电{HIDDEN}，谢谢"


@pytest.mark.parametrize("text", ["2026年11月23日", "要3家菜店、10个车位", "单价128000元", "500米"])
def test_other_numbers_stay(text):
    assert mask(text) == text
