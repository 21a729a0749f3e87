"""Settings of the server process: those of production, with another folder of sources.

Two versions of the product are two folders of static files.
"""

import os

from whitenoise.compress import Compressor

from medlove.settings import *  # noqa: F403
from medlove.settings import DATABASES

STATICFILES_DIRS = [os.environ["MEDLOVE_SOURCES"]]
# The files of the administration and of the libraries are many, and not asked for here.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    *Compressor.SKIP_COMPRESS_EXTENSIONS,
    *["css", "js", "json", "map", "svg"],
]

# A process killed loses nothing that it gave to the system: only a power cut would.
if "init_command" in DATABASES["default"]["OPTIONS"]:
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
