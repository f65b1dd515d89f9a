"""Why a file is refused as a whole: codes with details, put into words for each reader."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.imports import refusing

SENTENCES = {
    "type": _(
        "Take a GeoPackage (.gpkg), a shapefile in a .zip, GeoJSON, or for streets an OSM extract"
        " (.osm, .osm.pbf)."
    ),
    "empty": _("The file has no rows in the layer “%(layer)s”."),
    "nowhere": _(
        "Nothing in the layer “%(layer)s” lies in Liaocheng: the file is of another place, the"
        " datum is wrong, or longitude and latitude are swapped."
    ),
    "size": _("The file has %(size)s MB; at most %(most)s MB are taken. Cut it to the city."),
    "bomb": _("The .zip unpacks to an implausible size and was not opened."),
    "zip": _("The .zip must hold one shapefile (.shp, .shx, .dbf, .prj) and nothing else."),
    "damaged": _("The file is damaged or is not what its name says."),
    "cut": _("The file breaks off before its end; copy or download it again."),
    "encoding": _("Texts of the file are in no known encoding; save it in UTF-8."),
    "layers": _("The file has several layers (%(layers)s): name the one to read."),
    "layer": _("The file has no layer “%(layer)s”; it has: %(layers)s."),
    "osm": _("An OSM extract is read for streets only; save this data as a GeoPackage."),
    "osm_datum": _("An OSM extract is in WGS 84, whoever cut it out: choose that datum."),
    "srs": _(
        "The coordinate system is not named and the positions are no degrees; add the .prj file."
    ),
    "datum": _(
        "The coordinate system %(srs)s rests on another datum; convert it to CGCS2000 or WGS 84."
    ),
    "projected": _("Positions in GCJ-02 or BD-09 must be degrees; this file is in %(srs)s."),
    "geometry": _("Row %(row)s is a %(found)s; here only these are taken: %(wanted)s."),
    "missing": _("Row %(row)s has no position."),
    "outside": _(
        "%(number)s rows lie outside Liaocheng, the first is row %(row)s: the datum may be wrong,"
        " or longitude and latitude swapped."
    ),
    "column": _("There is no column of people; name it one of %(known)s. The file has: %(names)s."),
    "number": _("Row %(row)s, column “%(column)s”: “%(value)s” is no whole number from 0 up."),
    "rows": _("The layer has more than %(most)s rows. Cut it to the city."),
    "walkable": _("None of the %(number)s lines is a street that one may walk on."),
    "failed": _("Reading failed on our side and has been recorded; try again."),
}


class Refused(refusing.FileRefused):
    """A file that is not taken; nothing of it is kept but the file itself."""


def sentence(kept):
    """A kept refusal in the reader's language; "" for none."""
    return refusing.sentence(kept, SENTENCES)
