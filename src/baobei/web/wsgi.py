"""The WSGI application that ``baobei serve`` serves: pages, API and static files."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baobei.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

# Routes are read now, so that one without a permission stops the start instead of the first request.
from baobei.people import company  # noqa: E402
from baobei.store.driver import threads_take_short_turns  # noqa: E402
from baobei.web import urls  # noqa: E402, F401

threads_take_short_turns()
company.install()
