"""Who may do what with surveys: the bureau everywhere, a district editor in the own areas."""

from liaocheng_plan.progress.reach import Reach

from . import places
from .models import Survey


class SurveyReach:
    """One person's reach over surveys."""

    def __init__(self, user):
        self.user, self.reach = user, Reach(user)

    def may(self, action):
        """Whether the role allows an action, by the codename of its permission."""
        return self.user.has_perm(f"surveys.{action}")

    def covers(self, place):
        """Whether a circle lies within the person's areas."""
        if self.reach.areas is None:
            return True
        return self.reach.covers(places.areas_of([place]).get(place))

    def makes(self):
        """Whether the person makes surveys at all."""
        return self.may("edit_survey")

    def sees(self, survey):
        """Whether a survey that is not published may be seen."""
        return self.may("view_survey") and self.covers(survey.place)

    def edits(self, survey):
        """Whether its questionnaire may be changed by this person, as long as it is a draft."""
        return self.may("edit_survey") and self.covers(survey.place)

    def releases(self):
        """Whether surveys may be released, closed and published: the bureau's."""
        return self.may("release_survey") and self.reach.areas is None

    def reads_exact(self):
        """Whether exact counts may be seen: the bureau's."""
        return self.may("read_exact") and self.reach.areas is None

    def surveys(self):
        """All surveys that the person may see beside published ones."""
        if not self.may("view_survey"):
            return Survey.objects.none()
        if self.reach.areas is None:
            return Survey.objects.all()
        names = set(Survey.objects.values_list("place", flat=True))
        inside = [p for p, area in places.areas_of(names).items() if area in self.reach.areas]
        return Survey.objects.filter(place__in=inside)

    def circles(self):
        """The circles that a new survey can be about."""
        return places.circles(self.reach.areas)
