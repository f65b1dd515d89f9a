"""An invented ledger: items by year and area, done in time, late or not at all, and questions."""

from datetime import date, timedelta
from random import Random

from liaocheng_plan.progress import questions, task_ledger
from liaocheng_plan.progress.models import Target, Task

from . import clock
from .people import reporting_areas

ITEMS_OF = 3  # every third task is broken down by year and area; of the others most get a date
ASKED = 6


def make(people, seed, since, until):
    """Due dates and items of the tasks, what was done of them, questions with answers."""
    random = Random(f"{seed}:tasks")
    areas = reporting_areas()
    for number, task in enumerate(Task.objects.order_by("id")):
        if number % ITEMS_OF == 0:
            break_down(task, people, random, areas, since, until)
        elif random.random() < 0.7:
            set_date(task, people, random, until)
    ask(people, random, areas, until)


def break_down(task, people, random, areas, since, until):
    """An item for each year and some area, whose editor records what was done."""
    for year in range(since, until.year + 1):
        area = random.choice(areas)
        due = date(year, random.choice((6, 9, 12)), 28)
        with clock.at(clock.moment(date(year, 1, 20), random)):
            item = task_ledger.add_item(
                task,
                user=people.bureau,
                name=f"示例分解项（{area.name}，{year}年）",
                year=year,
                area=area,
                due=due,
            )
        finish(item, people.reporter(area), due, random, until)


def set_date(task, people, random, until):
    """A due date set by the bureau, some still to come."""
    due = until + timedelta(days=random.randint(-900, 120))
    with clock.at(clock.moment(due - timedelta(days=365), random)):
        task_ledger.set_due(task, due, user=people.bureau)
    finish(task, people.bureau, due, random, until)


def finish(thing, user, due, random, until):
    """Mostly done in time, sometimes late, sometimes not at all."""
    day = due + timedelta(days=random.choice((-40, -20, -8, -3, 12, 30)))
    if day > until or random.random() < 0.12:
        return
    with clock.at(clock.moment(day, random)):
        task_ledger.mark_done(thing, day, user=user)


def ask(people, random, areas, until):
    """Questions of the reader to areas; the last one waits for its answer."""
    about = [f"tasks/{key}" for key in Task.objects.order_by("id").values_list("key", flat=True)]
    about += [f"targets/{t.key}" for t in Target.objects.leading()]
    for number in range(ASKED):
        area, asked = random.choice(areas), until - timedelta(days=10 * (ASKED - number) + 1)
        with clock.at(clock.moment(asked, random)):
            question = questions.ask(
                random.choice(about), "示例：请说明进展情况。", user=people.reader, area=area
            )
        if number < ASKED - 1:
            with clock.at(clock.moment(asked + timedelta(days=4), random)):
                questions.answer(question, "示例：正在推进。", user=people.reporter(area))
