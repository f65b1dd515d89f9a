"""What the preview and the template of an import show beside the counts."""

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from circles.models import BusinessType, Outlet
from liaocheng_plan.cells import put

from .applying import PLAIN
from .columns import COLUMNS

SHOWN = 20
ROWS = 2000
LISTS, ABOUT = "业态目录", "填写说明"


def changes(run):
    """`(line, outlet, [(field, before, after), …])` of the first rows that change something."""
    rows = list(run.rows.filter(action__in="cx").order_by("line")[:SHOWN])
    known = Outlet.objects.for_lists().in_bulk([row.key for row in rows], field_name="key")
    types = BusinessType.objects.in_bulk([row.business_type_id for row in rows])
    for row in rows:
        outlet = known.get(row.key)
        if outlet is not None:
            row.business_type = types.get(row.business_type_id)
            yield row.line, outlet, list(differences(run, row, outlet))


def differences(run, row, outlet):
    """The fields of one outlet that the file has otherwise."""
    for name in PLAIN:
        before, after = getattr(outlet, name), getattr(row, name)
        if name in run.columns and before != after:
            yield Outlet._meta.get_field(name).verbose_name, before, after
    given = (outlet.given_longitude, outlet.given_latitude)
    if "longitude" in run.columns and given != (row.given_longitude, row.given_latitude):
        after = (row.given_longitude, row.given_latitude)
        yield Outlet._meta.get_field("geometry").verbose_name, *map(position, (given, after))


def position(pair):
    """Coordinates as text, None for none."""
    return None if None in pair else f"{pair[0]}, {pair[1]}"


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
