"""Data for coverage: taken from staff, read by a job, one of each kind in force."""

from decimal import Decimal
from hashlib import sha256

import shapely
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from circles.models import Barrier, CoverageDataset, PopulationUnit, StreetNetwork
from liaocheng_plan.imports.datums import Datum
from liaocheng_plan.progress.reach import Reach, require

from . import files, metric, packing, reading, tables
from .refusals import SENTENCES, Refused

Kind, State = CoverageDataset.Kind, CoverageDataset.State
MAKERS = {
    Kind.POPULATION: (tables.people, PopulationUnit),
    Kind.BARRIERS: (tables.barriers, Barrier),
    Kind.CROSSINGS: (tables.crossings, Barrier),
}


def may_manage(user):
    """Whether a person gives data and starts computations: the bureau's editors."""
    may = user.is_authenticated and user.has_perm("circles.change_serviceradius")
    return may and Reach(user).areas is None


@transaction.atomic
def add(user, upload, *, kind, name, source, as_of, datum, layer=""):
    """Keep an uploaded file; a job reads it. Raises `PermissionDenied` and `ValidationError`."""
    require(user is None or may_manage(user))
    if files.ending(upload.name) not in files.DRIVERS:
        raise ValidationError({"upload": SENTENCES["type"]})
    if upload.size > files.LARGEST_MB * files.MB:
        details = {"size": upload.size // files.MB, "most": files.LARGEST_MB}
        raise ValidationError({"upload": SENTENCES["size"] % details})
    if files.is_extract(upload.name) and datum != Datum.WGS84:
        raise ValidationError({"datum": SENTENCES["osm_datum"]})
    digest = digest_of(upload)
    same = CoverageDataset.objects.filter(kind=kind, sha256=digest, datum=datum, layer=layer)
    if same.exclude(state=State.REFUSED).exists():
        raise ValidationError({"upload": _("This file has been taken already; nothing changed.")})
    return CoverageDataset.objects.create(
        kind=kind,
        name=name,
        source=source,
        as_of=as_of,
        datum=datum,
        layer=layer,
        file=upload,
        file_name=upload.name.replace("\\", "/").rpartition("/")[2][:150],
        size=upload.size,
        sha256=digest,
        uploaded_by=user,
    )


def digest_of(upload):
    """SHA-256 of the bytes."""
    found = sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    upload.seek(0)
    return found.hexdigest()


def take_in(dataset):
    """Read a waiting dataset: all of it or nothing; then it is in force. Refusals are kept."""
    if dataset.state != State.WAITING:
        return
    try:
        with transaction.atomic():
            dataset.found = stored(dataset)
            dataset.state = State.READY
            dataset.save(update_fields=["found", "state"])
            put_in_force(dataset)
    except Refused as refused:
        dataset.found, dataset.is_in_force = {}, False
        dataset.state, dataset.problem = State.REFUSED, refused.as_dict()
        dataset.save(update_fields=["found", "state", "problem", "is_in_force"])


def stored(dataset):
    """Store the rows of a file; returns what was read, in numbers."""
    streets = dataset.kind == Kind.STREETS
    if files.is_extract(dataset.file.name) and not streets:
        raise Refused("osm")
    table = reading.read(dataset.file.path, dataset.datum, dataset.layer, only_city=streets)
    if streets:
        return store_streets(dataset, table)
    make, model = MAKERS[dataset.kind]
    rows, found = make(table)
    for row in rows:
        row.dataset = dataset
    model.objects.bulk_create(rows, batch_size=500)
    return found


def store_streets(dataset, table):
    """Store a network packed; returns what was read, in numbers."""
    edges, found = tables.streets(table)
    metres = float(shapely.length(metric.to_metres(edges)).sum())
    length = Decimal(metres / 1000).quantize(Decimal("0.001"))
    StreetNetwork.objects.create(
        dataset=dataset, packed=packing.pack(edges), edges=len(edges), length_km=length
    )
    return found | {"length_km": float(length)}


def put_in_force(dataset):
    """Compute with this dataset from now on; the one before stays beside it."""
    for other in CoverageDataset.objects.filter(kind=dataset.kind, is_in_force=True):
        other.is_in_force = False
        other.save(update_fields=["is_in_force"])
    dataset.is_in_force = True
    dataset.save(update_fields=["is_in_force"])


@transaction.atomic
def use(user, dataset, in_force=True):
    """Put a dataset in force by hand, or compute without any of its kind."""
    require(may_manage(user))
    if dataset.state != State.READY:
        raise ValidationError(_("Only data that has been read can be put in force."))
    if in_force:
        put_in_force(dataset)
    else:
        dataset.is_in_force = False
        dataset.save(update_fields=["is_in_force"])
