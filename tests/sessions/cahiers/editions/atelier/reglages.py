"""The settings of a child process in which a trouble is planted (`pannes.py`)."""

from medlove.settings import *  # noqa: F403
from medlove.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.sessions.cahiers.editions.atelier.pannes.Pannes"]
