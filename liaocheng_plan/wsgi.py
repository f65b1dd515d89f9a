"""The WSGI application that the production server loads."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaocheng_plan.settings")
application = get_wsgi_application()

from liaocheng_plan.demo import guard  # noqa: E402 (needs the apps that were just loaded)

try:
    guard.check_at_start()
except guard.WrongDatabase as error:
    sys.exit(str(error))
