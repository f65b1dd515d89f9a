"""Every answer of a demo says that its data are invented, in a form that breaks no parser.

All answers carry the header `X-Demo-Data: 1`. Pages get a notice and a watermark, JSON objects a
member `demo` (`x-demo` in the API's description), CSV a last column `demo`, workbooks a sheet that
is shown first and print headers, PDFs words across each page; names of downloads begin with
`demo-`.
"""

import csv
import re
from io import BytesIO, StringIO

from django.templatetags.static import static
from openpyxl import load_workbook
from openpyxl.styles import Font

from . import papers

HEADER = "X-Demo-Data"
CHINESE, ENGLISH = "示例数据 · 非规划数据", "Demo data"
NOTICE = f"{CHINESE} / {ENGLISH}"
SHEET = "示例数据 Demo"
HTML = (
    f'<aside class="demo-mark" aria-label="Demo"><p><span lang="zh-Hans">{CHINESE}</span> / '
    f'<span lang="en">{ENGLISH}</span></p></aside>'
    '<div class="demo-watermark" aria-hidden="true"></div>'
)
BODY = re.compile(rb"<body[^>]*>")
FILE_NAME = re.compile(r"(filename\*?=(?:UTF-8'')?\"?)")


def mark(response):
    """Mark a response, streamed or not; one without content gets the header alone."""
    response[HEADER] = "1"
    if response.has_header("Content-Disposition"):
        named = FILE_NAME.sub(r"\1demo-", response["Content-Disposition"])
        response["Content-Disposition"] = named
    marker = MARKERS.get(response.get("Content-Type", "").partition(";")[0].strip())
    if marker is None:
        return response
    if response.streaming:
        response.streaming_content = [marker(b"".join(response.streaming_content))]
    elif response.content:
        response.content = marker(response.content)
    if response.has_header("Content-Length"):
        if response.streaming:
            del response["Content-Length"]  # a mark makes it longer
        else:
            response["Content-Length"] = str(len(response.content))
    return response


def page(content):
    """A notice at the beginning of the body, read first, and a watermark over all of it."""
    content, found = BODY.subn(lambda match: match.group() + HTML.encode(), content, count=1)
    if not found:
        return content  # a part of a page
    link = f'<link rel="stylesheet" href="{static("demo/demo.css")}"></head>'
    content = content.replace(b"</head>", link.encode(), 1)
    return content.replace(b"<title>", f"<title>{CHINESE[:2]} · ".encode(), 1)


def json_object(content, name=b"demo"):
    """A further member, first; a list or a plain value has no place for one."""
    text = content.lstrip()
    if not text.startswith(b"{"):
        return content
    rest = text[1:].lstrip()
    comma = b"" if rest.startswith(b"}") else b","
    return b'{"' + name + b'":true' + comma + rest


def openapi_json(content):
    """The API's description allows further members under `x-` only."""
    return json_object(content, b"x-demo")


def openapi_yaml(content):
    """The same in YAML."""
    return content.rstrip(b"\n") + b"\nx-demo: true\n"


def table(content):
    """A last column that says so in every row."""
    text = content.decode("utf-8-sig")
    bom = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    rows, out = csv.reader(StringIO(text, newline="")), StringIO(newline="")
    writer = csv.writer(out)
    for number, row in enumerate(rows):
        writer.writerow([*row, "demo" if number == 0 else CHINESE])
    return bom + out.getvalue().encode()


def workbook(content):
    """A sheet that is shown first, and the words above every printed page.

    The sheet stands last, so that an uploaded file is read as it would be without it.
    """
    book = load_workbook(BytesIO(content))
    for sheet in book.worksheets:
        sheet.oddHeader.center.text = NOTICE
        sheet.sheet_properties.tabColor = "B3352B"
        sheet.sheet_view.tabSelected = False
    notice = book.create_sheet(SHEET)
    notice["A1"], notice["A1"].font = NOTICE, Font(bold=True, size=24)
    book.active, book.properties.title = notice, NOTICE
    out = BytesIO()
    book.save(out)
    return out.getvalue()


MARKERS = {
    "text/html": page,
    "application/pdf": papers.mark,
    "application/json": json_object,
    "application/geo+json": json_object,
    "application/problem+json": json_object,
    "application/vnd.oai.openapi+json": openapi_json,
    "application/vnd.oai.openapi": openapi_yaml,
    "text/csv": table,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": workbook,
}
