"""The settings of production, with the bare view beside the addresses of the product."""

from medlove.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
# A tablet sends a lot a minute, a measure hundreds a second: they are counted, never refused.
CACHES["memoire"] = {"BACKEND": "bench.compteur.SansFin"}  # noqa: F405
