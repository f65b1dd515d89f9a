"""What the preview and the template of an import show beside the counts."""

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from circles.models import BusinessType, CircleBasis, Outlet
from liaocheng_plan.cells import put
from liaocheng_plan.places.models import AreaBasis, Precision

from .applying import PLAIN
from .columns import COLUMNS
from .placing import offset_m

SHOWN = 20
ROWS = 2000
RECORDS = ("business_type", "area", "circle", "pilot")
LISTS, ABOUT = "业态目录", "填写说明"


def changes(run):
    """`(line, outlet, [(field, before, after), …])` of the first rows that change something."""
    rows = run.rows.filter(action__in="cx").select_related(*RECORDS).defer("area__boundary")
    rows = list(rows.order_by("line")[:SHOWN])
    known = Outlet.objects.for_lists().select_related("pilot")
    known = known.in_bulk([row.key for row in rows], field_name="key")
    for row in rows:
        outlet = known.get(row.key)
        if outlet is not None:
            yield row.line, outlet, list(differences(run, row, outlet))


def differences(run, row, outlet):
    """The fields of one outlet that become otherwise; what staff decided stays (see `applying`)."""
    names = [name for name in PLAIN if name in run.columns]
    for name in [*names, *belonging(run, row, outlet)]:
        before, after = getattr(outlet, name), getattr(row, name)
        if before != after:
            yield Outlet._meta.get_field(name).verbose_name, before, after
    if "longitude" in run.columns:
        yield from moved(run, row, outlet)


def belonging(run, row, outlet):
    """Area and circles, as far as the file or the new position says to which one belongs."""
    located = "longitude" in run.columns
    kept = row.area_id is None or outlet.area_basis == AreaBasis.ASSIGNED
    if (located or "area" in run.columns) and not kept:
        yield "area"
    stated = row.circle_basis == CircleBasis.STATED
    fixed = outlet.circle_basis == CircleBasis.ASSIGNED or (is_surveyed(outlet) and not stated)
    if (located or "circle" in run.columns) and not fixed:
        yield from ("circle", "pilot")


def is_surveyed(outlet):
    """Whether staff surveyed the position: no file moves it."""
    return outlet.location_precision == Precision.SURVEYED


def moved(run, row, outlet):
    """Old and new position (WGS 84), how far they are apart, and the datum if it is another."""
    before, after = outlet.geometry and outlet.geometry.centroid, (row.longitude, row.latitude)
    old = (before.x, before.y) if before else (None, None)
    if not is_surveyed(outlet) and position(old) != position(after):
        label = Outlet._meta.get_field("geometry").verbose_name
        yield label, position(old), position(after) and moved_to(old, after)
    datum = Outlet._meta.get_field("datum")
    new = run.datum if row.longitude is not None else ""
    if outlet.datum != new:
        labels = dict(datum.choices)
        yield datum.verbose_name, labels.get(outlet.datum), labels.get(new)


def moved_to(old, new):
    """The new position, with how many metres it is from the old one, where there is one."""
    if None in old:
        return position(new)
    metres = f"{float(offset_m(*new, *old)):,.0f}"
    return _("%(position)s, moved by %(metres)s m") % {
        "position": position(new),
        "metres": metres,
    }


def position(pair):
    """Degrees to a decimetre as text, None for none."""
    return None if None in pair else f"{pair[0]:.6f}, {pair[1]:.6f}"


def sources():
    """Sources that outlets were imported from before, by name."""
    rows = Outlet.objects.exclude(source_digest="").order_by("source")
    return list(rows.values_list("source", flat=True).distinct()[:100])


def template():
    """A workbook to fill in: headings, the words of the lists, what to write where."""
    book = Workbook()
    sheet = book.active
    sheet.title = "网点"
    for number, column in enumerate(COLUMNS, 1):
        put(sheet.cell(1, number), column.heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = max(
            12, len(column.heading) * 2 + 2
        )
    sheet.freeze_panes = "A2"
    words = dict.fromkeys(BusinessType.objects.order_by("id").values_list("name", flat=True))
    listed(book.create_sheet(LISTS), [[word] for word in words], [40])
    about = [[column.heading, str(column.help)] for column in COLUMNS]
    listed(book.create_sheet(ABOUT), about, [24, 70])
    names = [column.name for column in COLUMNS]
    choose(sheet, names.index("business_type"), f"={LISTS}!$A$1:$A${len(words)}")
    choose(sheet, names.index("is_chain"), '"是,否"')
    return book


def listed(sheet, rows, widths):
    """Fill a sheet with rows of text."""
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            put(sheet.cell(number, column), value)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def choose(sheet, index, formula):
    """Offer the values of a column in a list; others may be typed."""
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(index + 1)
    rule.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(rule)
