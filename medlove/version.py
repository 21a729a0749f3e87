"""The version of the program, as its own description says it."""

import tomllib

from django.conf import settings

with (settings.BASE_DIR / "pyproject.toml").open("rb") as description:
    VERSION: str = tomllib.load(description)["project"]["version"]
