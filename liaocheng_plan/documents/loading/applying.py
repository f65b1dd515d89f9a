"""Applying fixtures to the database in one transaction, leaving staff's changes alone.

Each value is compared three ways: what the fixture asks for, what was last loaded, what the
database holds. Where staff changed a value or deleted a record, theirs stays, and is reported.
"""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from liaocheng_plan import registry

from ..models import Citation, Clause, LoadedRecord, StatedChange
from . import values as plain_values
from .reading import FixtureError

REASON = "load_plan"
FORCED = "load_plan --force"


@dataclass
class Report:
    """What a load did: counts, and every difference that was kept or applied."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    differences: list = field(default_factory=list)

    def difference(self, record, name, database, fixture, applied):
        """Remember one value on which database and fixture differ."""
        self.differences.append(
            (f"{record.collection}/{record.key}", name, database, fixture, applied)
        )


def load(fixtures, *, force=False, check=False):
    """Load records by collection as `reading.read` gives them; returns a `Report`.

    Raises `FixtureError` and leaves the database as it was if anything is wrong. With `check`
    everything is validated against the database and rolled back.
    """
    with transaction.atomic():
        report = Loader(force).load(fixtures)
        if check:
            transaction.set_rollback(True)
        elif report.created or report.updated:
            from ..texts.placing import refresh  # it reads the values of this package

            refresh()
    return report


class Loader:
    """One run: looks up keys once, applies scalars first and relations when all rows exist."""

    def __init__(self, force):
        self.force = force
        self.report = Report()
        self.ids, self.written = {}, set()
        self.loaded = {(r.collection, r.key): r for r in LoadedRecord.objects.all()}

    def load(self, fixtures):
        """All collections in registry order, then relations and citations, then what is gone."""
        work = []
        for collection in registry.collections():
            records = fixtures.get(collection.name, ())
            rows = plain_values.comparable(collection).filter(key__in=[r.key for r in records])
            existing = {row.key: row for row in rows}  # a register has millions beside these
            for record in records:
                work.append(self.rows(collection, record, existing.get(record.key)))
        for change in filter(None, work):
            self.relate(*change)
        shared = {}
        for _collection, record, instance, _related in filter(None, work):
            self.check_related(record, instance, shared)
        self.gone(fixtures)
        return self.report

    def rows(self, collection, record, instance):
        """Create or update one row's own columns; relations follow in `relate`."""
        asked = plain_values.wanted(record, collection.model, collection.name)
        loaded = self.loaded.get((record.collection, record.key))
        if instance is None and loaded and not self.force:
            self.report.difference(record, "", _("deleted by staff"), _("in the fixture"), False)
            return None
        if instance is None:
            changes, before = dict(asked), None
            instance = collection.model(key=record.key)
        else:
            before = loaded.values if loaded else {}
            changes = self.changes(collection, record, instance, asked, before)
        own, related = self.split(collection, changes)
        created = instance.pk is None
        if own or created:
            self.save_row(record, instance, own)
        self.count(created, changes)
        self.remember(record, asked, loaded)
        return collection, record, instance, related

    def changes(self, collection, record, instance, asked, before):
        """`{field: value}` to write: what the fixture changed and staff did not."""
        found = {}
        for name in [*asked, *(set(before) - set(asked))]:
            default = plain_values.default(collection.model, collection.name, name)
            fixture = asked.get(name, default)
            database = plain_values.current(instance, collection.name, name)
            if fixture == database:
                continue
            # What the fixture left out when it was last loaded had its default then.
            staff_changed = not before or before.get(name, default) != database
            apply = self.force or not staff_changed
            if staff_changed:
                self.report.difference(record, name, database, fixture, apply)
            if apply:
                found[name] = fixture
                self.log_forced(instance, name, database, fixture, staff_changed)
        return found

    def log_forced(self, instance, name, database, fixture, staff_changed):
        """A figure that staff had ruled on goes back to print: said among its changes too."""
        changes = StatedChange.objects.filter(
            content_type=ContentType.objects.get_for_model(instance),
            object_id=instance.pk,
            field=name,
        )
        if staff_changed and changes.exists():
            StatedChange.objects.create(
                record=instance,
                field=name,
                kind=StatedChange.Kind.CORRECTION,
                printed=fixture,
                previous=database,
                value=fixture,
                reason=FORCED,
            )

    def split(self, collection, changes):
        """Own columns and relations apart."""
        own, related = {}, {}
        for name, value in changes.items():
            is_related = (
                name == "citations"
                or (collection.name, name) in plain_values.ORDERED_RELATIONS
                or collection.model._meta.get_field(name).many_to_many
            )
            (related if is_related else own)[name] = value
        return own, related

    def save_row(self, record, instance, own):
        """Write own columns; a validation error names file, record and field."""
        for name in own:
            self.assign(record, instance, name, record.values.get(name))
        self.written.add((type(instance), record.key))
        try:
            instance.clean_fields()
            instance.clean()
            instance._change_reason = FORCED if self.force else REASON
            with transaction.atomic():
                instance.save()
        except ValidationError as error:
            raise named(record, error) from error
        except IntegrityError as error:
            raise record.error(str(error)) from error
        self.ids.setdefault(type(instance), {})[record.key] = instance.pk

    def check_related(self, record, instance, shared):
        """Validate what depends on other records, now that all are there."""
        if (type(instance), record.key) not in self.written:
            return
        try:
            instance.clean_related(shared)
        except ValidationError as error:
            raise named(record, error) from error

    def assign(self, record, instance, name, raw):
        """Set one column from its raw fixture value; a foreign key by the key it names."""
        model_field = instance._meta.get_field(name)
        if model_field.is_relation:
            pk = self.id_of(record, model_field.related_model, raw, name) if raw else None
            setattr(instance, model_field.attname, pk)
        elif raw is None:
            setattr(instance, name, model_field.get_default())
        else:
            setattr(instance, name, model_field.to_python(raw))

    def id_of(self, record, model, key, name):
        """Primary key of a record named by key; raises `FixtureError` where there is none."""
        known = self.ids.setdefault(model, {})
        if key not in known:
            known |= dict(model._default_manager.values_list("key", "pk"))
        if key not in known:
            raise record.error(
                _("no %(kind)s with the key “%(key)s”")
                % {"kind": model._meta.verbose_name, "key": key},
                name,
            )
        return known[key]

    def relate(self, collection, record, instance, related):
        """Write relations and citations of one record."""
        for name, value in related.items():
            if name == "citations":
                self.cite(record, instance, value)
            elif (collection.name, name) in plain_values.ORDERED_RELATIONS:
                self.relate_in_order(collection, record, instance, name, value)
            else:
                model = collection.model._meta.get_field(name).related_model
                getattr(instance, name).set([self.id_of(record, model, key, name) for key in value])

    def relate_in_order(self, collection, record, instance, name, value):
        """Replace the ordered rows of a relation to departments."""
        rows = getattr(instance, plain_values.ORDERED_RELATIONS[collection.name, name])
        department = rows.model._meta.get_field("department").related_model
        rows.all().delete()
        for order, item in enumerate(value, start=1):
            extra = {} if name == "issuers" else {"printed": item["printed"]}
            key = item if name == "issuers" else item["department"]
            rows.create(
                department_id=self.id_of(record, department, key, name), order=order, **extra
            )

    def cite(self, record, instance, citations):
        """Replace the record's citations; each must name a clause that exists."""
        instance.citations.all().delete()
        clauses = self.clauses()
        for name, citation in citations.items():
            clause = clauses.get((citation["document"], citation["section"]))
            if clause is None:
                raise record.error(
                    _("no clause %(section)s in %(document)s") % citation,
                    f"citations.{name}" if name else "citation",
                )
            Citation.objects.create(
                record=instance,
                field=name,
                clause_id=clause,
                item=citation["item"],
                quote=citation["quote"],
            )

    def clauses(self):
        """Ids of clauses by document and section, read once."""
        if not hasattr(self, "_clauses"):
            rows = Clause.objects.values_list("document__key", "section", "pk")
            self._clauses = {(document, section): pk for document, section, pk in rows}
        return self._clauses

    def count(self, created, changes):
        """Count a record as created, updated or unchanged."""
        if created:
            self.report.created += 1
        elif changes:
            self.report.updated += 1
        else:
            self.report.unchanged += 1

    def remember(self, record, asked, loaded):
        """Keep what was loaded, for the next comparison."""
        if loaded is None:
            LoadedRecord.objects.create(collection=record.collection, key=record.key, values=asked)
        elif loaded.values != asked:
            loaded.values = asked
            loaded.save(update_fields=["values"])

    def gone(self, fixtures):
        """Records that were loaded once and stand in no fixture any more."""
        present = {(r.collection, r.key) for records in fixtures.values() for r in records}
        for (name, key), loaded in self.loaded.items():
            if (name, key) in present:
                continue
            row = registry.get(name).model._default_manager.filter(key=key).first()
            self.report.differences.append(
                (f"{name}/{key}", "", _("in the database"), _("gone from the fixture"), self.force)
            )
            if self.force:
                if row is not None:
                    row.delete()
                loaded.delete()


def named(record, error):
    """A `FixtureError` of the record for the first field that a `ValidationError` names."""
    name, messages = next(iter(error.message_dict.items()))
    return record.error(" ".join(messages), name)


__all__ = ["FixtureError", "Loader", "Report", "load"]
