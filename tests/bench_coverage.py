"""How long the coverage of a whole city takes: 20,000 outlets, 400 areas, 50,000 streets.

`python -m tests.bench_coverage` on the database of `DATABASE_URL`, which must hold the plan and
nothing that matters; prints seconds, on the clock and of
the processor, and peak memory as JSON. `make bench` calls it.
"""

import json
import os
import resource
import time
from datetime import date
from itertools import product

OUTLETS, ACROSS, STREETS = 20_000, 20, 159  # 20 × 20 areas, 2 × 158 × 159 streets
SIDE = 15_800  # metres of the square city


def main():
    """Seed, compute by straight lines past barriers, then by streets."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaocheng_plan.settings")
    import django

    django.setup()
    from circles.coverage import running
    from circles.models import ServiceRadius

    rule, found = ServiceRadius.objects.get(key="walk-15"), {}
    seed()
    for name, more in (("straight", seed_barriers), ("streets", seed_streets)):
        more()
        begin, work = time.perf_counter(), time.process_time()
        running.compute(running.ask(None, rule))
        found[name] = time.perf_counter() - begin
        found[f"{name} (CPU)"] = time.process_time() - work
    found["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


def seed():
    """Outlets of all types anywhere in the city, and people in squares that fill it."""
    import numpy as np
    import shapely

    from circles.models import BusinessType, Outlet, PopulationUnit
    from tests.circles import coverage_cases as case

    rng = np.random.default_rng(20)
    types = list(BusinessType.objects.order_by("id"))
    points = [case.place(shapely.Point(xy)) for xy in rng.uniform(0, SIDE, (OUTLETS, 2))]
    Outlet.objects.bulk_create(
        (
            Outlet(
                key=f"bench-{number}",
                name=f"网点{number}",
                business_type=types[number % len(types)],
                geometry=point,
                location_precision="surveyed",
            )
            for number, point in enumerate(points)
        ),
        batch_size=500,
    )
    side, rows = SIDE / ACROSS, case.dataset("population")
    PopulationUnit.objects.bulk_create(
        PopulationUnit(
            dataset=rows,
            community=f"社区{x}-{y}",
            people=int(rng.integers(500, 5000)),
            geometry=case.place(shapely.box(x * side, y * side, (x + 1) * side, (y + 1) * side)),
        )
        for x, y in product(range(ACROSS), range(ACROSS))
    )


def seed_barriers():
    """Eight winding rivers and railways, each with a crossing every kilometre."""
    import numpy as np
    import shapely

    from tests.circles import coverage_cases as case

    lines = []
    for number in range(8):
        x = np.linspace(-500, SIDE + 500, 300)
        y = SIDE * (number % 4 + 0.5) / 4 + 250 * np.sin(x / 900 + number)
        lines.append(shapely.LineString(np.stack([x, y] if number < 4 else [y, x], axis=1)))
    crossings = [
        line.interpolate(at) for line in lines for at in range(500, int(line.length), 1000)
    ]
    case.barriers("barriers", *lines)
    case.barriers("crossings", *crossings)


def seed_streets():
    """A grid of streets every 100 m."""
    import numpy as np
    import shapely

    from circles.coverage import metric, packing
    from circles.models import StreetNetwork
    from tests.circles import coverage_cases as case

    at = np.arange(STREETS) * (SIDE / (STREETS - 1))
    x, y = np.meshgrid(at, at)
    nodes = np.stack([x + case.X0, y + case.Y0], axis=-1)
    level = np.stack([nodes[:, :-1], nodes[:, 1:]], axis=2).reshape(-1, 2, 2)
    upright = np.stack([nodes[:-1], nodes[1:]], axis=2).reshape(-1, 2, 2)
    lines = metric.to_degrees(shapely.linestrings(np.concatenate([level, upright])))
    rows = case.dataset("streets", as_of=date(2026, 1, 1))
    StreetNetwork.objects.create(
        dataset=rows, packed=packing.pack(lines), edges=len(lines), length_km=0
    )


if __name__ == "__main__":
    main()
