"""The same cahier made twice is the same bytes: on another day, in another process whose hashes
are drawn otherwise, on another database."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine
from django.core import serializers

from sessions.cahiers.editions.models import Variante
from sessions.cahiers.editions.rendu import fabriquer
from sessions.models import Cahier, CellulePubliee, Halte, Publication, Section, Sortie
from territoires.models import Quartier

# A SQLite in memory, without migrations: the rows alone come from here.
AILLEURS = """
import sys, warnings
from hashlib import sha256
import django
from django.conf import settings
django.setup()
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from sessions.cahiers.editions.models import Variante
from sessions.cahiers.editions.rendu import fabriquer
from sessions.models import Cahier
settings.MIGRATION_MODULES = {une.label: None for une in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
for ligne in serializers.deserialize("json", sys.stdin.read()):
    ligne.save()
for variante in Variante:
    print(variante.value, sha256(fabriquer(Cahier.objects.get(), variante).pdf).hexdigest())
"""


def lignes(publication: Publication, cahier: Cahier) -> str:
    return serializers.serialize(
        "json",
        [
            publication.equipe,
            publication,
            *CellulePubliee.objects.filter(publication=publication),
            *Quartier.objects.order_by("pk"),
            *Sortie.objects.order_by("pk"),
            *Halte.objects.order_by("pk"),
            cahier,
            *Section.objects.du(cahier),
        ],
    )


def ailleurs(rangees: str, hachage: str) -> dict[str, str]:
    """The SHA-256 of each making, in a process of its own."""
    fait = subprocess.run(
        [sys.executable, "-c", AILLEURS],
        input=rangees,
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "medlove.settings",
            "DATABASE_URL": "sqlite://:memory:",
            "PYTHONHASHSEED": hachage,
            "PYTHONPATH": str(Path(__file__).parents[4]),
            "LC_ALL": "C",
            "TZ": "Pacific/Auckland",
        },
    )
    return dict(ligne.split() for ligne in fait.stdout.splitlines())


@pytest.mark.d_abord
@pytest.mark.complet
def test_another_process_with_another_database_gives_the_same_bytes(
    publication: Publication, cahier: Cahier
) -> None:
    ici = {
        variante.value: sha256(fabriquer(cahier, variante).pdf).hexdigest() for variante in Variante
    }
    assert ailleurs(lignes(publication, cahier), "1") == ici


def test_another_day_gives_the_same_bytes(publication: Publication, cahier: Cahier) -> None:
    faites = set()
    for jour in ("2026-12-01", "2031-02-28"):
        with time_machine.travel(jour):
            faites.add(fabriquer(cahier, Variante.NUMERIQUE).pdf)
    assert len(faites) == 1


@pytest.mark.complet
def test_the_same_cahier_begun_again_gives_the_same_bytes(
    publication: Publication, cahier: Cahier
) -> None:
    """Nothing in the file comes from an id drawn by chance."""
    premiere = fabriquer(cahier, Variante.NUMERIQUE).pdf
    rangees = json.loads(serializers.serialize("json", cahier.sections.all()))
    cahier.sections.all().delete()
    cahier.delete()
    autre = Cahier.objects.create(
        equipe=publication.equipe, titre=cahier.titre, periode=cahier.periode
    )
    for une in rangees:
        champs = une["fields"]
        Section.objects.create(
            cahier=autre, **{nom: champs[nom] for nom in ("rang", "code", "titre", "texte")}
        )
    assert fabriquer(autre, Variante.NUMERIQUE).pdf == premiere
