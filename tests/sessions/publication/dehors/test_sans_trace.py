"""Rules 1 and 3: what is hidden leaves no trace outside, and nothing else is read there."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import CellulePubliee, Publication, Reglages, Rencontre
from sessions.publication import services
from sessions.publication.dehors import lecture
from tests.client import ClientExigeant
from tests.sessions.publication.dehors.conftest import ICI, adresses

pytestmark = pytest.mark.django_db

TABLES = {modele._meta.db_table for modele in (CellulePubliee, Publication, Reglages)}


def servi(client: ClientExigeant, publication: Publication) -> dict[str, tuple[Any, ...]]:
    """By address, all that whoever asks receives, headers too."""
    lecture._lire.cache_clear()
    reponses = {une: client.get(une) for une in adresses(publication)}
    return {
        une: (reponse.status_code, reponse.content, sorted(reponse.headers.items()))
        for une, reponse in reponses.items()
    }


def depublier() -> None:
    """By the back door, for the same season must be published twice."""
    for modele in (CellulePubliee, Publication):
        lignes = modele.objects.all()
        lignes._raw_delete(lignes.db)


def test_two_seasons_that_differ_behind_a_hidden_cell_give_the_same_bytes(
    client, cle, equipe: Equipe, saison: list[Rencontre], en_2027
) -> None:
    numerotes = Rencontre.objects.order_by("quartier__numero", "id")[:40:8]
    assert len(numerotes) == 5
    vues = []
    for nombre in (0, 2, 5):
        Rencontre.objects.filter(pk__in=[une.pk for une in numerotes[:nombre]]).update(
            deja_rencontre="oui"
        )
        publication = services.publier(equipe, "2026")
        exacts = services.apercu(equipe, "2026")
        vrais = {
            une.compte.nombre
            for une in exacts
            if une.cle.axe == "deja_rencontre" and une.cle.modalite in {"", "oui"}
        }
        assert vrais == {nombre}
        vues.append(servi(client, publication))
        depublier()
    assert vues[0] == vues[1] == vues[2]


def test_a_shown_cell_that_differs_does_change_the_page(
    client, cle, equipe: Equipe, saison: list[Rencontre], en_2027
) -> None:
    """The control of the test above: it does see what is not the same."""
    avant = servi(client, services.publier(equipe, "2026"))
    depublier()
    repondues = [une.pk for une in saison[:30]]
    Rencontre.objects.filter(pk__in=repondues).update(deja_rencontre="oui")
    assert servi(client, services.publier(equipe, "2026"))[f"{ICI}2026/"] != avant[f"{ICI}2026/"]


def test_hidden_cells_read_the_same_whatever_hid_them(client, publiee, equipe: Equipe) -> None:
    motifs = {une.motif for une in services.apercu(equipe, "2026") if une.valeur is None}
    assert len(motifs) >= 2
    page = client.get(f"{ICI}2026/").content.decode()
    cellules = re.findall(r"<td[^>]*>[^<]*</td>", page)
    cachees = {une for une in cellules if "&lt;" in une}
    assert cachees == {'<td class="nombre">&lt;\u202f11</td>'}
    for mot in ("homogene", "petite", "seuil", "data-"):
        assert mot not in page.lower(), mot


def test_rule_1_only_published_tables_are_read(client, coordination, publiee) -> None:
    for qui in (client, coordination):
        for adresse in [*adresses(publiee), "/publications/jamais/", f"{ICI}2026/?x"]:
            lecture._lire.cache_clear()
            with CaptureQueriesContext(connection) as requetes:
                qui.get(adresse)
            lues = {
                table
                for requete in requetes
                for table in re.findall(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"', requete["sql"])
            }
            assert lues <= TABLES, adresse
            assert all(requete["sql"].startswith("SELECT") for requete in requetes)


def test_the_number_of_queries_does_not_follow_that_of_cells(client, publiee) -> None:
    def requetes(adresse: str) -> int:
        lecture._lire.cache_clear()
        with CaptureQueriesContext(connection) as faites:
            assert client.get(adresse).status_code == 200
        return len(faites)

    assert requetes(f"{ICI}2026/") == requetes(f"{ICI}2026-T1/") == 5


def test_the_rencontres_of_a_page_are_multiples_of_five(publiee) -> None:
    for une in CellulePubliee.objects.exclude(table="T5").exclude(valeur=None):
        assert une.valeur >= 10
        assert une.valeur % 5 == 0
    assert isinstance(publiee.pk, UUID)
