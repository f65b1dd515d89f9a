"""Marks everything that a demo answers; not used anywhere else."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed

from . import marking


class DemoMiddleware:
    """Outermost, so that errors and refusals are marked too."""

    def __init__(self, get_response):
        if not settings.DEMO:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(settings.STATIC_URL):
            return response  # styles, scripts and pictures hold no data
        return marking.mark(response)
