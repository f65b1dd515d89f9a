"""What a page asks about one city, beside bare SQL, with and without the other cities' outlets.

Part of `tests.bench_outlets`, on PostGIS. Answers are asked for in turn with the bare statements;
medians are printed. The city alone comes right after the nation, so that the machine is the same.
"""

import statistics
import time
from functools import partial

ROUNDS = 25
STANDARD = "scheme-2024"
OPEN = "closed_on IS NULL AND merged_into_id IS NULL"
COUNTS = f"""SELECT circle_id, business_type_id, count(*),
    max(coalesce(source_on, opened_on, updated_at::date)) FROM circles_outlet
  WHERE circle_id = ANY(%s) AND {OPEN} AND business_type_id IS NOT NULL GROUP BY 1, 2"""
MATRIX = (
    COUNTS,
    """SELECT c.id, c.key, c.name, c.number, c.population, c.commercial_area_m2, a.name
  FROM circles_livingcircle c JOIN organisation_area a ON a.id = c.area_id WHERE c.id = ANY(%s)""",
    """SELECT object_id, field, quote, clause_id FROM documents_citation
  WHERE object_id = ANY(%s) AND content_type_id = (SELECT id FROM django_content_type
    WHERE app_label = 'circles' AND model = 'livingcircle')""",
    """SELECT v.place, k.key, v.present, v.visited_on FROM circles_formatvisit v
  JOIN circles_formatconcept k ON k.id = v.concept_id WHERE v.place = ANY(
    SELECT 'living-circles/' || key FROM circles_livingcircle WHERE id = ANY(%s))""",
    "SELECT key, name, words, narrower, broader FROM circles_formatconcept",
    "SELECT id, key, name, tier, standard_id FROM circles_businesstype",
)
FIGURES = f"""SELECT business_type_id, count(*) FILTER (WHERE {OPEN}), count(closed_on),
    count(is_chain) FILTER (WHERE {OPEN}), sum(floor_area_m2) FILTER (WHERE {OPEN}),
    sum(employees) FILTER (WHERE {OPEN}) FROM circles_outlet
  WHERE circle_id = ANY(%s) AND merged_into_id IS NULL GROUP BY 1"""
ALONE = (
    "CREATE TEMPORARY TABLE kept AS SELECT * FROM circles_outlet WHERE source = %s",
    "TRUNCATE circles_outlet CASCADE",
    "INSERT INTO circles_outlet SELECT * FROM kept",
)


def questions(circles):
    """`{what: (as the portal asks it, bare statements, for which circles)}`."""
    from circles import circle_outlets, evidence, gaps
    from circles.models import BusinessType, CircleStandard, LivingCircle

    ids, kinds = [circle.pk for circle in circles], BusinessType.objects.in_bulk()
    standard = CircleStandard.objects.get(key=STANDARD)

    def counts():
        return list(evidence.outlets(circles, kinds))

    def matrix():
        rows = LivingCircle.objects.for_lists().in_areas([circles[0].area_id])
        return gaps.sheets(rows, standard)

    return {
        "counts of each circle and type": (counts, (COUNTS,), ids),
        "the whole gap matrix": (matrix, MATRIX, ids),
        "figures of one circle": (
            partial(circle_outlets.by_type, circles[0]),
            (FIGURES,),
            ids[:1],
        ),
    }


def bare(statements, ids):
    """Send plain statements and fetch what they give."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, [ids] if "%s" in statement else [])
            cursor.fetchall()


def milliseconds(functions):
    """Median milliseconds of each function, asked in turn."""
    taken = [[] for _function in functions]
    for attempt in range(-3, ROUNDS):
        for function, kept in zip(functions, taken, strict=True):
            start = time.perf_counter()
            function()
            if attempt >= 0:
                kept.append((time.perf_counter() - start) * 1000)
    return [statistics.median(kept) for kept in taken]


def ask(circles):
    """Ask all questions beside their bare SQL; prints and gives the portal's milliseconds."""
    found = {}
    for what, (ours, statements, ids) in questions(circles).items():
        own, floor = milliseconds([ours, partial(bare, statements, ids)])
        found[what] = own
        print(f"  {what:<50}{own:>8.2f} ms  bare {floor:>7.2f} ms  {own / floor:>5.1f} ×")
    return found


def compare(circles, source):
    """Ask with all outlets, then with those of one source alone, which are the city's."""
    analyze()
    print("one city with the nation around it")
    together = ask(circles)
    plans(circles)
    leave_alone(source)
    print("the same city alone")
    for what, taken in ask(circles).items():
        ratio = together[what] / taken
        print(f"  {what:<50}{ratio:>8.2f} × with the nation around it")


def leave_alone(source):
    """Take all other outlets out of the register."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in ALONE:
            cursor.execute(statement, [source] if "%s" in statement else None)
    analyze()


def analyze():
    """Bring the planner's statistics up to date, as the server does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE circles_outlet")


def plans(circles):
    """Print how PostgreSQL answers."""
    from django.db import connection

    from circles import evidence

    ids = [circle.pk for circle in circles]
    print("how the server answers: counts, figures")
    print(evidence.counted("circle", circle__in=ids).explain(analyze=True, buffers=True))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {FIGURES}", [ids[:1]])
        print("\n".join(line for (line,) in cursor.fetchall()))
        cursor.execute("SELECT pg_size_pretty(pg_total_relation_size('circles_outlet'))")
        print("register with indexes:", cursor.fetchone()[0])
