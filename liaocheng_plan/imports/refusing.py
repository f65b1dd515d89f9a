"""Why a file is refused as a whole: codes with parameters, put into words for each reader."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "type": _("Only .xlsx, .csv and .geojson files are taken."),
    "size": _("The file has %(size)s MB; at most %(most)s MB are taken. Split it."),
    "empty": _("The file has no rows."),
    "damaged": _("The file is damaged or is not what its name says."),
    "workbook": _("The workbook cannot be taken: %(why)s"),
    "headings": _("The first row must name the columns; the column “%(column)s” is missing."),
    "twice": _("Two columns mean the same: “%(first)s” and “%(second)s”. Delete one."),
    "unit": _("The column “%(column)s” is in another unit; give square metres."),
    "wide": _("Row %(line)s has more than %(most)s columns. Delete what does not belong there."),
    "long": _(
        "Row %(line)s has a cell of more than %(most)s characters, or a quote is not closed."
    ),
    "rows": _("The file has more than %(most)s rows. Split it."),
    "blank": _(
        "More than %(most)s blank rows follow row %(line)s. Delete them and save the file again."
    ),
    "utf16": _("The file is in UTF-16; save it as “CSV UTF-8”."),
    "mixed": _(
        "Row %(line)s is in another encoding (%(there)s) than the rows before (%(here)s)."
        " Save the whole file as “CSV UTF-8”."
    ),
    "encoding": _("Row %(line)s is neither UTF-8 nor GB18030. Save the file as “CSV UTF-8”."),
    "geojson": _("This is no GeoJSON FeatureCollection with features."),
    "crs": _("The file names the coordinate system %(crs)s; save it in longitude and latitude."),
    "outside": _(
        "%(outside)s of %(points)s points lie outside the city: the datum, the columns or the"
        " city are wrong."
    ),
    "swapped": _("Longitude and latitude look swapped (%(points)s points)."),
    "metres": _("The coordinates look like metres; give degrees of longitude and latitude."),
    "older": _(
        "A newer state of this source, of %(day)s, has been imported; this file would undo it."
    ),
}
BY_COLUMNS = {"headings", "twice", "unit", "outside", "swapped", "metres"}
"""Refusals that another choice of columns can mend; all others need another file."""


class FileRefused(Exception):
    """A file that is not taken; nothing of it is kept."""

    def __init__(self, code, **details):
        super().__init__(f"{code} {details}")
        self.code, self.details = code, details

    def as_dict(self):
        """Code and details, as they are kept."""
        return {"code": self.code, **self.details}


def sentence(kept, sentences=SENTENCES):
    """A kept refusal in the reader's language; "" for none."""
    return sentences[kept["code"]] % kept if kept else ""
