"""What tests of imports share: files, and an import taken through all its steps."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from circles.register import asking, choosing, runs

HEAD = (
    "网点编号,网点名称,业态,地址,区县,生活圈,经度,纬度,"
    "营业面积（平方米）,从业人员,是否连锁,开业日期,闭店日期\n"
)
ROWS = (
    "A1,家家悦（柳园店）,便利店,柳园路1号,,,115.98,36.45,120.5,6,是,2020-05-01,\n"
    "A2,老王理发,理发店,柳园路2号,,,115.981,36.451,,,,,\n"
    "A3,无处可寻,便利店,,茌平区,,,,,,,,\n"
)


def upload(content=HEAD + ROWS, name="outlets.csv"):
    """An uploaded file of a text or of bytes."""
    content = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, content)


def submitted(user, content=HEAD + ROWS, name="outlets.csv", **values):
    """An import that waits to be checked, or to be asked for its columns."""
    given = {"source": "商户普查", "as_of": date(2026, 3, 1), "datum": "wgs84"}
    return runs.submit(user, upload(content, name), **given | values)


def checked(user, content=HEAD + ROWS, name="outlets.csv", columns=None, **values):
    """An import up to its preview; `columns` says which heading is which field, all others none."""
    run = submitted(user, content, name, **values)
    if columns is not None:
        known = {row["heading"]: row["field"] for row in asking.headings(run)}
        choosing.choose_columns(user, run, known | columns)
        run.refresh_from_db()
    runs.check(run)
    run.refresh_from_db()
    return run


def applied(user, content=HEAD + ROWS, name="outlets.csv", **values):
    """An import that is applied, refused rows left out, a doubted datum confirmed."""
    run = checked(user, content, name, **values)
    run = runs.decide(user, run, leave_out=True, datum_is_right=True)
    runs.apply(run)
    run.refresh_from_db()
    return run


def problems(run):
    """What is wrong, as `{(line, code)}`."""
    return set(run.problems.values_list("line", "code"))
