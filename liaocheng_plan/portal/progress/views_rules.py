"""How targets and tasks are judged, for everybody: read from the rules, computed by them."""

from django.shortcuts import render

from liaocheng_plan.progress import rules as judging
from liaocheng_plan.progress import task_light
from liaocheng_plan.progress.models import Direction, Target
from liaocheng_plan.progress.models.targets import WAYS

from ..display import numbers, states
from . import rule_examples, rule_words


def rules(request):
    """The rules of both axes and of the lights, with examples."""
    context = {
        "version": judging.VERSION,
        "directions": [
            {"name": d.label, "words": rule_words.DIRECTIONS[d], "path": path_of(d)}
            for d in Direction
        ],
        "paths": [{"name": p.label, "formula": rule_words.PATHS[p]} for p in judging.Path],
        "results": rows(judging.Result, states.RESULTS, rule_words.RESULTS),
        "reasons": [
            {"name": reason.label, "words": states.REASONS[reason]} for reason in judging.Reason
        ],
        "reportings": rows(judging.Reporting, states.REPORTINGS, rule_words.REPORTINGS),
        "lights": rows(task_light.Standing, states.STANDINGS, rule_words.STANDINGS),
        "thresholds": thresholds(),
        "due_soon": task_light.DUE_SOON.days,
        "examples": rule_examples.judged(),
    }
    return render(request, "portal/progress/progress_rules.html", context)


def rows(values, shown, words):
    """States with the sentence that says when they hold."""
    return [{"state": shown[value], "words": words[value]} for value in values]


def path_of(direction):
    """The path by which a direction is compared, where a target sets no other."""
    return WAYS.get(direction, judging.Path.FLAT).label


def thresholds():
    """Each default with the targets for which the bureau set another value."""
    targets = list(Target.objects.only("key", "name", *rule_words.THRESHOLDS))
    return [
        {
            "name": words,
            "default": say(default),
            "others": [
                {"key": target.key, "name": target.name, "value": say(getattr(target, field))}
                for target in targets
                if getattr(target, field) != default
            ],
        }
        for field, (words, default, say) in threshold_terms().items()
    ]


def threshold_terms():
    """`{field: (words, default, how to write a value)}`."""
    words = rule_words.THRESHOLDS
    return {
        "tolerance": (words["tolerance"], judging.DEFAULT_TOLERANCE, numbers.percent),
        "on_track": (words["on_track"], judging.DEFAULT_ON_TRACK, numbers.percent),
        "validity_days": (words["validity_days"], judging.DEFAULT_VALIDITY_DAYS, numbers.plain),
    }
