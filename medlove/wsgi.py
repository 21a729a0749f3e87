"""The WSGI entry point: `gunicorn medlove.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medlove.settings")

application = get_wsgi_application()
