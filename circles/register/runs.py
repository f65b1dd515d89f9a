"""An import from the upload to the register; every step but the upload is a job.

People raise `PermissionDenied` where role or area do not allow a step, `FileRefused` for a file
that is not even kept, `ValidationError` for a step that is too late.
"""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.models import Outlet, OutletImport
from liaocheng_plan.imports import tables
from liaocheng_plan.imports.refusing import FileRefused
from liaocheng_plan.organisation.roles import limited_areas
from liaocheng_plan.progress.reach import require

from . import applying, choices, columns, duplicates, hints, progress, sampling, staging, strange
from .checking import Checker
from .choices import Kind

State = OutletImport.State
WRITES = ("n", "c", "x", "f")
"""Actions that change the register."""


class Changed(Exception):
    """The register is no longer what the preview was made for."""


class Stopped(Exception):
    """Somebody cancelled the import while it was being checked."""


def may_import(user):
    """Whether a person imports outlets: staff who add and change them, each in the own areas."""
    return user.has_perms(["circles.add_outlet", "circles.change_outlet"])


def visible(user):
    """The imports that a person sees: all, or the own ones of somebody limited to areas."""
    require(may_import(user))
    rows = OutletImport.objects.select_related("uploaded_by", "applied_by")
    return rows if limited_areas(user) is None else rows.filter(uploaded_by=user)


def submit(user, upload, *, source, as_of, datum):
    """Keep a file and queue its check; size, archive and, if it is quick, headings come first.

    Where nobody knows what the headings mean, people are asked first.
    """
    require(may_import(user))
    source = " ".join(source.split())
    if as_of > timezone.localdate():
        raise ValidationError({"as_of": _("This day is still to come.")})
    refuse_older(source, as_of)
    kind = tables.kind_of(upload.name)
    table = tables.first_look(upload, kind)
    run = OutletImport(
        file=File(upload, name=upload.name),
        name=upload.name[-150:],
        kind=kind,
        source=source,
        as_of=as_of,
        datum=datum,
        uploaded_by=user,
    )
    if table is not None:
        look(run, table)
    upload.seek(0)
    run.save()
    if run.state == State.CHECKING:
        queue("check", run)
    return run


def look(run, table):
    """Keep what stands in the columns; where nobody knows what they mean, people are asked."""
    if columns.is_open(table.headings, choices.holding(run, Kind.COLUMNS)):
        run.state = State.MAPPING
    run.headings = sampling.sample(table)


def queue(step, run):
    """Queue a job once what was written is there for others to see."""
    from . import jobs

    transaction.on_commit(lambda: getattr(jobs, step).enqueue(run.pk))


def refuse_older(source, as_of):
    """An older state of a source would undo a newer one."""
    newest = Outlet.objects.filter(source=source, source_on__gt=as_of)
    latest = newest.aggregate(day=Max("source_on"))["day"]
    if latest:
        raise FileRefused("older", day=latest.isoformat())


def check(run):
    """Read, check and stage a file, then compare it with the register; a second run is as good.

    Ends as `ready` or `refused`, or as `mapping` where nobody looked at its headings yet; what
    was cancelled meanwhile stays so.
    """
    if run.state != State.CHECKING:
        return
    staging.clear(run)
    try:
        with run.file.open("rb") as file:
            if not run.headings:
                look(run, tables.read(file, run.kind))
            if run.state == State.CHECKING:
                read(run, file)
            else:
                finish(run, state=run.state, headings=run.headings)
    except FileRefused as error:
        staging.clear(run)
        finish(run, state=State.REFUSED, refusal=error.as_dict())
    except Stopped:
        staging.clear(run)
    progress.forget(run)


def read(run, file):
    """The work of `check`."""
    file.seek(0)
    table = tables.read(file, run.kind)
    choices.take_over(run, Kind.COLUMNS, columns.nameable(table.headings))
    found, ignored = columns.recognised(table.headings, choices.current(run, Kind.COLUMNS))
    run.columns = {name: str(table.headings[index])[:80] for name, index in found.items()}
    types = choices.holding(run, Kind.TYPES)
    checker = Checker(found, run.datum, run.source, limited_areas(run.uploaded_by), types)
    counted = strange.Counted(checker, found, types)

    def after(done):
        if not OutletImport.objects.filter(pk=run.pk, state=State.CHECKING).exists():
            raise Stopped
        hints.refuse_elsewhere(checker)
        progress.tell(run, done, None)

    refused, flagged = staging.stage(run, counted, table.rows, after)
    counts = staging.compare(run) | {"refused": refused, "flagged": flagged}
    counts["missing"] = missing(run, counts)
    finish(
        run,
        state=State.READY,
        headings=run.headings,
        columns=run.columns,
        ignored=ignored,
        counts=counts,
        hints=hints.hints(run, checker),
        type_words=counted.found(),
    )
    choices.take_over(run, Kind.TYPES, counted.words)


def missing(run, counts):
    """How many open outlets of the source the file does not have; they are left as they are."""
    known = Outlet.objects.filter(source=run.source).exclude(source_digest="")
    known = known.filter(closed_on__isnull=True).count()
    return max(known - sum(counts.get(action, 0) for action in ("c", "f", "u", "x")), 0)


def finish(run, **values):
    """Keep the end of a check unless somebody cancelled it."""
    OutletImport.objects.filter(pk=run.pk, state=State.CHECKING).update(**values)
    run.refresh_from_db()


@transaction.atomic
def decide(user, run, leave_out=False, datum_is_right=False):
    """Queue the writing of what the preview shows.

    Where rows are refused, only if they are left out; where the datum is doubted, only if it is
    confirmed.
    """
    run = locked(user, run, State.READY)
    if not any(run.counts.get(action) for action in WRITES):
        raise ValidationError(_("There is nothing to change."))
    if run.counts["refused"] and not leave_out:
        raise ValidationError(
            _("Rows are refused: correct the file, or confirm that they are left out.")
        )
    if hints.doubts_datum(run) and not datum_is_right:
        raise ValidationError(
            _("The datum is doubted: send the file with the right one, or confirm this one.")
        )
    run.state, run.applied_by = State.APPLYING, user
    run.save()
    queue("apply", run)
    return run


@transaction.atomic
def cancel(user, run):
    """Give an import up before it is applied; nothing has changed by it."""
    run = locked(user, run, State.MAPPING, State.READY, State.CHECKING, State.FAILED)
    run.state, run.headings = State.CANCELLED, []
    run.save()
    staging.clear(run)


@transaction.atomic
def check_again(user, run):
    """Check the same file anew, against the register as it is now."""
    run = locked(user, run, State.READY, State.FAILED)
    run.state, run.refusal = State.CHECKING, None
    run.save()
    queue("check", run)


def locked(user, run, *states):
    """The run, held until the end of the transaction, in one of these states."""
    require(may_import(user))
    run = visible(user).select_for_update(of=("self",)).get(pk=run.pk)
    if run.state not in states:
        raise ValidationError(_("The import has gone on meanwhile; look at its state."))
    return run


def apply(run):
    """Write what was staged, in one transaction; a second run finds it done and does nothing."""
    began = timezone.now()
    total = run.rows.aggregate(last=Max("line"))["last"] or 0
    try:
        with transaction.atomic():
            held = OutletImport.objects.select_for_update().get(pk=run.pk)
            if held.state != State.APPLYING:
                return
            refuse_changed(held)
            applying.apply(held, began, held.applied_by, lambda n: progress.tell(held, n, total))
            held.state, held.headings = State.DONE, []
            held.began_at, held.applied_at = began, timezone.now()
            held.save()
    except Changed:
        again(run)
        return
    afterwards(run)


def refuse_changed(run):
    """Raise `Changed` where the preview no longer holds."""
    counts = staging.compare(run)
    if any(counts.get(action, 0) != run.counts.get(action, 0) for action in "ncxfu"):
        raise Changed


def again(run):
    """Show the new preview to whoever decides."""
    counts = staging.compare(run)
    run.refresh_from_db()
    kept = {name: run.counts[name] for name in ("refused", "flagged", "missing")}
    run.counts, run.state = counts | kept, State.READY
    run.hints = [*(h for h in run.hints if h["code"] != "changed"), {"code": "changed"}]
    run.save()


def afterwards(run):
    """What follows from new places: suspected duplicates; then the staged rows are forgotten.

    What was refused stays to be read.
    """
    touched = run.rows.filter(action__in=WRITES)
    duplicates.suspect(Outlet.objects.filter(key__in=touched.values("key")))
    staging.clear_rows(run)
    progress.forget(run)


def fail(run):
    """Keep that a job broke; the register is as it was."""
    OutletImport.objects.filter(pk=run.pk, state__in=[State.CHECKING, State.APPLYING]).update(
        state=State.FAILED
    )
