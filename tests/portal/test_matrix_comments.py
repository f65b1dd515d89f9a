"""The workbook of circles quotes the printed words of its evidence."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.django_db


def test_the_word_of_evidence_has_its_printed_words_in_a_comment(client):
    answer = client.get("/circles/?format=xlsx")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[1]
    comments = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert comments
    assert all("“" in text for text in comments)
