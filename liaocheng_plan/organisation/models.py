"""Administrative areas, departments and the people who work with the plan."""

from django.contrib.auth.models import AbstractUser
from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import WordsField
from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet


class AreaQuerySet(PlanRecordQuerySet):
    """Areas and what lies below them."""

    def subtree_ids(self, keys):
        """Ids of the areas with these keys and of all areas below them, in one query."""
        rows = list(self.model.objects.values_list("id", "key", "parent_id"))
        inside = {pk for pk, key, _parent in rows if key in keys}
        while True:
            more = {pk for pk, _key, parent in rows if parent in inside} - inside
            if not more:
                return inside
            inside |= more

    def districts(self):
        """The eight districts and counties."""
        return self.filter(kind__in=[Area.Kind.DISTRICT, Area.Kind.COUNTY])

    def without_boundary(self):
        """Lists rarely draw boundaries, which are by far the largest column."""
        return self.defer("boundary")


class Area(PlanRecord):
    """A district, functional zone, street or community; most have no known boundary (WGS 84).

    The extents 城区, 主城区 and 中心城区 are printed and nowhere defined: their `members` are the
    bureau's to decide.
    """

    class Kind(models.TextChoices):
        CITY = "city", _("city")
        DISTRICT = "district", _("district")
        COUNTY = "county", _("county or county-level city")
        FUNCTIONAL_ZONE = "functional_zone", _("functional zone")
        URBAN = "urban", _("undefined urban extent")
        STREET = "street", _("street office")
        TOWN = "town", _("town")
        COMMUNITY = "community", _("community")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    aliases = WordsField(_("other printed names"))
    adcode = models.CharField(_("administrative code"), max_length=12, blank=True)
    boundary = models.MultiPolygonField(_("boundary"), null=True, blank=True)
    boundary_source = models.CharField(_("source of the boundary"), max_length=250, blank=True)
    population = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    population_as_of = models.DateField(_("residents as of"), null=True, blank=True)
    members = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="member_of",
        verbose_name=_("consists of (the bureau decides)"),
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["id"]


class Department(PlanRecord):
    """A department, or a group such as 各区人民政府, under all its printed names."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("department")
        GROUP = "group", _("group of departments")
        BODY = "body", _("joint body")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    aliases = WordsField(_("other printed names"))
    members = models.ManyToManyField(
        "self", symmetrical=False, blank=True, verbose_name=_("members")
    )

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["id"]


class User(AbstractUser):
    """A member of staff; `areas` limit what a district editor sees and changes."""

    areas = models.ManyToManyField(
        Area,
        blank=True,
        related_name="editors",
        verbose_name=_("areas"),
        help_text=_("A district editor works on these areas and all below them."),
    )

    class Meta(AbstractUser.Meta):
        permissions = [("all_areas", _("Works on all areas"))]

    def area_ids(self):
        """Ids of the user's areas and all below them."""
        keys = set(self.areas.values_list("key", flat=True))
        return Area.objects.subtree_ids(keys) if keys else set()
