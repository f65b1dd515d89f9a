"""What every page needs: configuration that templates show."""

from django.conf import settings


def portal(request):
    """Map review number, for the notice that every map carries."""
    return {"map_review_number": settings.MAP_REVIEW_NUMBER}
