"""Editions of a text and their differences as pages show them."""

from functools import cached_property

from django.urls import reverse

from liaocheng_plan.documents.models import AttachedText
from liaocheng_plan.documents.texts import editions, report

from ..display import citing, fields, links, numbers
from .edition_form import DecisionForm

MAY_DECIDE = "documents.add_statedchange"


class EditionsPresenter:
    """The editions of a document; `form` is one that was sent and is wrong."""

    def __init__(self, document, form=None):
        self.document, self.form = document, form

    @cached_property
    def all(self):
        """Every edition, the newest first, with its counts."""
        rows = [report.summary(text) for text in self.document.texts.defer("words")]
        url = links.record_url(self.document)
        return [
            {
                **row,
                "day": numbers.day(row["text"].attached_at),
                "until": numbers.day(row["text"].replaced_at),
                "url": links.in_edition(url, row["text"]),
            }
            for row in rows
        ]

    @cached_property
    def waiting(self):
        """The edition that waits for decisions, else the newest with lost citations; or None."""
        rows = [row["text"] for row in self.all if not row["text"].replaced_at and row["lost"]]
        return rows[0] if rows else None

    @cached_property
    def differences(self):
        """Every cited figure that this edition words otherwise."""
        found = editions.differences(self.waiting) if self.waiting else []
        return [self.shown(difference) for difference in found]

    def shown(self, difference):
        """A difference with its record, both wordings, and its form where it is open."""
        place = difference.place
        sent = self.form is not None and self.form.place in difference.places
        return {
            "place": place,
            "records": list(map(cited, difference.places)),
            "cite": citing.cite(place.citation),
            "before": difference.before or place.citation.quote,
            "after": difference.after,
            "form": None if place.decision else self.form if sent else blank(place, difference),
        }


def waiting(user, document=None):
    """The editions that wait for this user's decisions, of one document or of all."""
    if not user.has_perm(MAY_DECIDE):
        return []
    texts = AttachedText.objects.waiting().defer("words").select_related("document")
    texts = texts.filter(document=document) if document else texts
    return [
        {
            "document": text.document.short_name,
            "edition": text.edition,
            "undecided": text.citation_places.undecided().count(),
            "url": reverse("editions", args=[text.document.key]),
        }
        for text in texts
    ]


def cited(place):
    """What rests on the words: record, field, page."""
    record, field = place.citation.record, place.citation.field.split(".")[0]
    label = fields.label_and_unit(type(record), field)[0] if field else ""
    return {"name": record.name, "field": label, "url": links.record_url(record)}


def blank(place, difference):
    """An empty form, the nearest words filled in where they may be the new ones."""
    return DecisionForm(place=place, initial={"quote": difference.offered})
