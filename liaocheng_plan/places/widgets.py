"""The map in forms."""

from leaflet.forms.widgets import LeafletWidget


class PlaceGeometryWidget(LeafletWidget):
    """Stub until the map's own widget is in."""
