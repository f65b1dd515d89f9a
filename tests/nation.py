"""A register at the nation's size: areas, circles with outlines, and files of outlets, seeded."""

import random
from datetime import date

from django.contrib.gis.geos import MultiPolygon, Point, Polygon

from circles.models import BusinessType, CircleShape, LivingCircle
from liaocheng_plan.organisation.models import Area

SEED = 20261123
CITIES, CIRCLES = 340, 8132
WEST, SOUTH, STEP = 75.0, 20.0, 1.0
ACROSS = 20
HALF = 0.005  # degrees: half of a circle's side
HEAD = (
    "网点编号,网点名称,业态,地址,区县,经度,纬度,"
    "营业面积（平方米）,从业人员,是否连锁,开业日期,闭店日期\n"
)
NAMES = ["惠民", "便利", "鲜生", "康宁", "百姓", "向阳", "晨光", "同心", "福源", "万家"]


def make():
    """Areas and circles with declared outlines; gives the circles by city."""
    chosen = random.Random(SEED)
    Area.objects.bulk_create(city(number) for number in range(CITIES))
    areas = list(Area.objects.filter(key__startswith="city-").order_by("id"))
    LivingCircle.objects.bulk_create(
        (
            circle(number, areas[number % CITIES], number % CITIES, chosen)
            for number in range(CIRCLES)
        ),
        batch_size=2000,
    )
    made = list(LivingCircle.objects.filter(key__startswith="nation-").order_by("id"))
    CircleShape.objects.bulk_create(map(shape, made), batch_size=2000)
    return [made[number::CITIES] for number in range(CITIES)]


def corner(number):
    """The south-west corner of a city."""
    return WEST + number % ACROSS * STEP, SOUTH + number // ACROSS * STEP


def city(number):
    """One city: a square degree."""
    x, y = corner(number)
    box = MultiPolygon(Polygon.from_bbox((x, y, x + STEP, y + STEP)), srid=4326)
    return Area(key=f"city-{number}", name=f"城市{number}", kind="district", boundary=box)


def circle(number, area, at, chosen):
    """One circle somewhere in its city."""
    x, y = (edge + chosen.uniform(0.1, 0.9) * STEP for edge in corner(at))
    return LivingCircle(
        key=f"nation-{number}",
        name=f"生活圈{number}",
        area=area,
        area_basis="located",
        geometry=Point(x, y, srid=4326),
        location_precision="surveyed",
    )


def shape(place):
    """The declared outline of a circle: a square."""
    x, y = place.geometry.coords
    box = Polygon.from_bbox((x - HALF, y - HALF, x + HALF, y + HALF))
    return CircleShape(
        place=f"living-circles/{place.key}", kind="declared", geometry=MultiPolygon(box, srid=4326)
    )


def write(path, circles, rows, seed):
    """Write a CSV file of so many outlets in these circles."""
    chosen = random.Random(seed)
    types = list(BusinessType.objects.order_by("id").values_list("name", flat=True))
    middles = [place.geometry.coords for place in circles]
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(rows):
            file.write(line(number, seed, chosen, types, middles))


def line(number, seed, chosen, types, middles):
    """One outlet as a line; what is unknown is blank, one in twenty is closed."""
    x, y = middles[chosen.randrange(len(middles))]
    x, y = x + chosen.uniform(-HALF, HALF), y + chosen.uniform(-HALF, HALF)
    opened = date.fromordinal(date(2015, 1, 1).toordinal() + chosen.randrange(3000))
    area = f"{chosen.uniform(10, 400):.1f}" if chosen.random() < 0.8 else ""
    chain = chosen.choice(("是", "否", ""))
    closed = "2025-06-30" if chosen.random() < 0.05 else ""
    name = f"{chosen.choice(NAMES)}{chosen.choice(NAMES)}{number % 9973}号"
    return (
        f"{seed}-{number},{name},{types[chosen.randrange(len(types))]},人民路{number % 997}号,,"
        f"{x:.6f},{y:.6f},{area},{chosen.randrange(1, 30)},{chain},{opened},{closed}\n"
    )
