"""What the living circles declare to the map, the API, the admin and the pages."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan import gap_sheets, offers, outlet_registers
from liaocheng_plan.progress import measures
from liaocheng_plan.registry import Collection, Layer, register

from . import crosswalk, filing, gaps, matching, nearest, visits
from .coverage import offering
from .models import (
    BusinessType,
    CircleStandard,
    FormatConcept,
    FormatStandard,
    LivingCircle,
    Outlet,
    OutletImportRow,
    PilotCircle,
    ServiceRadius,
)
from .register import asking, choosing, columns, duplicates, preview, problems, progress, runs

register(
    Collection(
        name="format-standards",
        model=FormatStandard,
        label=_("Lists of formats"),
        label_one=_("List of formats"),
        fields=("document", "year", "issued_on", "audience"),
        ordering=("id",),
    )
)
register(
    Collection(
        name="business-types",
        model=BusinessType,
        label=_("Business types"),
        label_one=_("Business type"),
        fields=("tier", "standard", "order", "priority"),
        filters=("tier", "standard"),
        ordering=("standard", "order", "id"),
    )
)
register(
    Collection(
        name="format-concepts",
        model=FormatConcept,
        label=_("Kinds of business"),
        label_one=_("Kind of business"),
        fields=("words", "narrower", "broader", "confirmed"),
        filters=("confirmed",),
        search=("words", "narrower", "broader"),
        ordering=("id",),
    )
)
register(
    Collection(
        name="circle-standards",
        model=CircleStandard,
        label=_("Standards of circles"),
        label_one=_("Standard of circles"),
        fields=(
            "document",
            "valid_from",
            "basic_list",
            "public_list",
            "quality_list",
            "basic_required",
            "quality_required",
            "population_min",
            "commercial_area_min_m2",
            "commercial_share_min",
            "commercial_share_measure",
        ),
        ordering=("id",),
    )
)
register(
    Collection(
        name="service-radii",
        model=ServiceRadius,
        label=_("Service radii"),
        label_one=_("Service radius"),
        fields=(
            "document",
            "valid_from",
            "minutes",
            "radius_m",
            "radius_source",
            "detour_factor",
            "factor_high_reach",
            "factor_low_reach",
            "factor_source",
            "community_share_min",
            "community_source",
            "exceptions",
        ),
        ordering=("id",),
    )
)
register(
    Collection(
        name="pilot-circles",
        model=PilotCircle,
        label=_("Pilot circles"),
        label_one=_("Pilot circle"),
        fields=(
            "number",
            "year",
            "area_km2",
            "area_km2_qualifier",
            "population",
            "population_qualifier",
            "households",
            "households_qualifier",
            "estates",
            "bounds",
            "neighbours",
            "anchors",
            "formats_present",
            "formats_missing",
            "formats_to_add",
            "formats_required",
            "quality_named",
            "brands",
            "firms",
            "institutions",
            "facilities",
            "sights",
            "market_standard",
            "market_floor_areas",
            "notes",
            "measures",
        ),
        filters=("year",),
        search=("formats_present", "formats_missing", "anchors", "brands", "firms", "institutions"),
        ordering=("number", "id"),
        theme="circles",
        layer=Layer(symbol="star", hue=4),
        page="circles",
    )
)
register(
    Collection(
        name="living-circles",
        model=LivingCircle,
        label=_("Living circles"),
        label_one=_("Living circle"),
        fields=("number", "side", "population", "commercial_area_m2", "pilot"),
        decided=("pilot",),
        filters=("pilot",),
        search=("side",),
        ordering=("number", "id"),
        theme="circles",
        layer=Layer(symbol="circle", hue=5),
        page="circles",
    )
)
register(
    Collection(
        name="outlets",
        model=Outlet,
        label=_("Outlets"),
        label_one=_("Outlet"),
        fields=(
            "business_type",
            "circle",
            "floor_area_m2",
            "employees",
            "is_chain",
            "opened_on",
            "closed_on",
            "pilot",
            "circle_basis",
            "source",
            "source_on",
            "merged_into",
        ),
        decided=("merged_into", "circle_basis"),
        counted="operating",
        filters=("business_type", "circle", "pilot", "circle_basis", "is_chain"),
        search=("source",),
        ordering=("id",),
        theme="circles",
        layer=Layer(symbol="circle", hue=6, on=False),
        note=_("The documents list no outlet; staff add them."),
    )
)
measures.register_done("pilot-circles", _("Pilot circles done"))
measures.register_done("living-circles", _("Living circles done"))
offers.register(
    gap_sheets.GapSheets(
        collections=("living-circles", "pilot-circles"),
        standards=gaps.standards,
        usual=gaps.usual_standard,
        sheets=gaps.sheets,
        nearest=nearest.nearest,
        origin=nearest.origin,
        words=gaps.proving,
        kinds=visits.kinds,
        visits=visits.visits,
        may_visit=visits.may_visit,
        record=visits.record,
        may_withdraw=visits.may_withdraw,
        withdraw=visits.withdraw,
    )
)
offers.register(
    gap_sheets.Crosswalk(
        lists=crosswalk.lists,
        lines=crosswalk.lines,
        may_confirm=crosswalk.may_confirm,
        confirm=crosswalk.confirm,
    )
)
offers.register(
    gap_sheets.Matching(
        collection="pilot-circles",
        others="living-circles",
        rows=matching.rows,
        candidates=matching.candidates,
        may_decide=matching.may_decide,
        decide=matching.decide,
        reopen=matching.reopen,
        past=matching.past,
    )
)
offers.register(
    outlet_registers.Imports(
        collection="outlets",
        may=runs.may_import,
        runs=runs.visible,
        submit=runs.submit,
        steps={
            "apply": runs.decide,
            "cancel": runs.cancel,
            "check": runs.check_again,
            "columns": choosing.choose_columns,
            "types": choosing.choose_types,
        },
        told=progress.told,
        problem=problems.sentence,
        changes=preview.changes,
        sources=preview.sources,
        template=preview.template,
        actions=tuple(OutletImportRow.Action.choices),
        columns=columns.COLUMNS,
    )
)
offers.register(
    outlet_registers.Choices(
        headings=asking.headings,
        fields=asking.fields,
        clashing=asking.clashing,
        lacking=asking.lacking,
        type_words=asking.type_words,
        types=asking.types,
        may_type=choosing.may_choose_types,
        made=asking.made,
        meanings=asking.meanings,
    )
)
offers.register(
    outlet_registers.Duplicates(
        collection="outlets",
        may=runs.may_import,
        may_decide=duplicates.may_decide,
        pairs=duplicates.listed,
        limits=tuple(duplicates.CONCERNED),
        open_pairs=duplicates.open_pairs,
        merge=duplicates.merge,
        separate=duplicates.separate,
        undo=duplicates.undo,
    )
)
offers.register(offering.OFFER)
offers.register(filing.OFFER)
