"""The application as it is served, with its addresses read before the workers are forked."""

from importlib import import_module

from medlove.wsgi import application as application

import_module("medlove.urls")
