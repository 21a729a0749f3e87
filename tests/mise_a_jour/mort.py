"""`migrate`, in a process that kills itself at a given migration.

    python -m tests.mise_a_jour.mort POINT APPLICATION.MIGRATION

`avant`: between the one before and this one. `pendant`: once all of it was done, nothing being
committed yet.
"""

import os
import signal
import sys
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.migrations.migration import Migration  # noqa: E402


def main(point: str, fatale: str) -> None:
    appliquer = Migration.apply

    def piegee(migration: Migration, *arguments: Any, **options: Any) -> Any:
        celle_ci = f"{migration.app_label}.{migration.name}" == fatale
        if celle_ci and point == "avant":
            os.kill(os.getpid(), signal.SIGKILL)
        etat = appliquer(migration, *arguments, **options)
        if celle_ci:
            os.kill(os.getpid(), signal.SIGKILL)
        return etat

    Migration.apply = piegee  # type: ignore[method-assign]
    call_command("migrate", verbosity=0, interactive=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
