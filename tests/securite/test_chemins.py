"""Path traversal: no address, and no name of a file sent, leads out of its folder."""

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.adresses import adresse, lue
from tests.fabriques import SectionFactory, dessin
from tests.personnes import Personne
from tests.securite.test_classeurs import IMPORTER
from tests.territoires.annuaire.fichiers import csv_de

Objets = dict[str, dict[str, Any]]
VISES = ["medlove/settings.py", "manage.py", "etc/passwd"]
SORTIES = ["../", "..%2f", "%2e%2e/", "..%5c", "....//", "%2e%2e%2f", "..%c0%af", "%252e%252e/"]
DEPARTS = [
    "/static/",
    "/fichiers/",
    "/media/",
    "/var/fichiers/",
    "/",
    "/publications/",
    "/donnees/",
]


@pytest.mark.parametrize("sortie", SORTIES)
def test_no_address_reads_a_file_of_the_machine(sortie: str, coordination: Personne):
    for depart in DEPARTS:
        for vise in VISES:
            reponse = lue(coordination.get(f"{depart}{sortie * 6}{vise}"))
            assert reponse.status_code in {302, 400, 404}, (depart, vise)


@pytest.mark.parametrize("sortie", SORTIES)
def test_the_name_of_a_published_file_leads_nowhere_else(
    sortie: str, objets: Objets, coordination: Personne, anonyme: Client
):
    for nom, client in (("publications:fichier", anonyme), ("donnees:fichier", coordination)):
        juste = adresse(nom, objets).rstrip("/")
        dossier, _, _ = juste.rpartition("/")
        for vise in VISES:
            reponse = lue(client.get(f"{dossier}/{sortie * 6}{vise}"))
            assert reponse.status_code in {302, 400, 404}


def test_private_files_have_no_address_of_their_own(objets: Objets, coordination: Personne):
    """Only a view that knows who asks reads them; their folder is not served."""
    assert not settings.MEDIA_URL or settings.MEDIA_URL == "/"
    place = default_storage.save("essai/privé.pdf", ContentFile(b"%PDF-"))
    for depart in DEPARTS:
        assert lue(coordination.get(f"{depart}{quote(place)}")).status_code == 404
    default_storage.delete(place)


MECHANTS = [
    "../../../manage.py",
    "/etc/cron.d/x",
    "..\\..\\x.jpg",
    "a\x00.jpg",
    "x.php",
    ".htaccess",
]


@pytest.mark.parametrize("nom", MECHANTS)
def test_the_name_of_a_picture_sent_names_nothing_here(
    nom: str, coordination: Personne, equipe: Any
):
    section = SectionFactory(cahier__equipe=equipe)
    envoye = BytesIO(dessin())
    envoye.name = nom
    saisie = {
        "fichier": envoye,
        "alternative": "Le vélo cargo ouvert sur une place, trois chaises autour",
        "credit": "Nous",
        "licence": "CC BY-SA 4.0",
    }
    coordination.post(adresse("cahiers:image_ajouter", {"cahiers": {"pk": section.pk}}), saisie)
    racine = Path(default_storage.location)
    assert section.images.exists()
    for image in section.images.all():
        assert Path(image.fichier.path).is_relative_to(racine)
        assert Path(image.fichier.name).suffix in {".jpg", ".png"}
        assert Path(nom).stem not in image.fichier.name or len(Path(nom).stem) < 3


@pytest.mark.parametrize("nom", MECHANTS)
def test_the_name_of_a_spreadsheet_sent_is_only_shown(nom: str, coordination: Personne):
    racine = Path(default_storage.location)
    coordination.post(IMPORTER, {"fichier": SimpleUploadedFile(nom, csv_de())})
    noms = [un.name for un in (racine / "imports").iterdir()]
    assert noms
    assert all(len(un) == 32 for un in noms)


def test_the_storage_itself_stays_in_its_folder():
    with pytest.raises(SuspiciousFileOperation):
        default_storage.save("../dehors.txt", ContentFile(b"x"))
    with pytest.raises(SuspiciousFileOperation):
        default_storage.open("../../etc/passwd")
