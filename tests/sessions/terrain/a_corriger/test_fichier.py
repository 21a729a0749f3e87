"""The file a tablet exports, taken up by a coordinator."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from medlove.models import Journal
from sessions.models import Halte, Reception, Rencontre, Sortie, Suppression
from sessions.terrain.a_corriger import fichier
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette

ADRESSE = "/a-corriger/fichier/"


def export(tablette: Tablette, *elements: Any, **autres: Any) -> bytes:
    contenu = {
        "format": "medlove-attente",
        "version": 1,
        "equipe": str(tablette.equipe.pk),
        "appareil": str(tablette.appareil.pk),
        "exporte_le": "2026-09-16T10:00:00+02:00",
        "elements": [*elements],
        **autres,
    }
    return json.dumps(contenu).encode()


def reprendre(personne: Personne, corps: bytes) -> str:
    televerse = SimpleUploadedFile("medlove-2026-09-16.json", corps, "application/json")
    reponse = personne.post(ADRESSE, {"fichier": televerse})
    assert reponse.status_code == 200
    texte: str = reponse.content.decode()
    return texte


def test_nobody_is_sent_to_the_login_page(anonyme, tablette):
    assert reverse("account_login") in anonyme.post(ADRESSE).url


@pytest.mark.parametrize("qui", ["mediation", "pilotage", "administration"])
def test_only_the_coordination_may(request, tablette: Tablette, qui: str):
    personne = request.getfixturevalue(qui)
    corps = SimpleUploadedFile("f.json", export(tablette, tablette.rencontre()))
    assert personne.post(ADRESSE, {"fichier": corps}).status_code == 403
    assert not Rencontre.objects.exists()


def test_a_post_without_its_csrf_token_is_refused(coordination, tablette):
    coordination.handler.enforce_csrf_checks = True
    assert coordination.post(ADRESSE).status_code == 403


def test_35_a_file_taken_up_twice_doubles_nothing(coordination, tablette: Tablette):
    elements = [tablette.rencontre() for _ in range(12)]
    corps = export(tablette, *elements)
    assert "12 enregistrements repris, 0 déjà reçu, 0 à corriger." in reprendre(coordination, corps)
    assert "0 enregistrement repris, 12 déjà reçus, 0 à corriger." in reprendre(coordination, corps)
    assert Rencontre.objects.count() == Reception.objects.count() == 12


def test_35_what_the_tablet_sent_meanwhile_is_not_doubled(coordination, tablette: Tablette):
    elements = [tablette.rencontre() for _ in range(4)]
    tablette.envoyer(*elements[:3])
    mauvaise = tablette.rencontre(genre="x")
    page = reprendre(coordination, export(tablette, *elements, mauvaise))
    assert "1 enregistrement repris, 3 déjà reçus, 1 à corriger." in page
    assert 'href="/a-corriger/"' in page
    assert tablette.verdicts(*elements) == ["deja"] * 4
    assert Rencontre.objects.count() == 4


def test_35_it_says_through_which_tablet_and_by_whom(coordination, tablette: Tablette):
    reprendre(coordination, export(tablette, tablette.rencontre()))
    reception = Reception.objects.get()
    assert (reception.appareil, reception.membre) == (
        tablette.appareil,
        coordination.utilisateur,
    )


@pytest.mark.parametrize("appareil", [None, "255d6522-5e22-400d-aca6-ba38437f0ca0", "x", 3])
def test_a_tablet_that_is_not_known_does_not_matter(coordination, tablette, appareil: object):
    reprendre(coordination, export(tablette, tablette.rencontre(), appareil=appareil))
    assert Reception.objects.get().appareil is None


def test_a_tablet_of_another_equipe_is_not_named(
    coordination, tablette: Tablette, ailleurs: Tablette
):
    appareil = str(ailleurs.appareil.pk)
    reprendre(coordination, export(tablette, tablette.rencontre(), appareil=appareil))
    assert Reception.objects.get().appareil is None


def test_what_hangs_on_the_rest_may_come_before_it(coordination, tablette: Tablette):
    """More than a hundred, the sortie last."""
    sortie = tablette.element(
        "sortie", {"date": "2026-09-16", "creneau": "matin", "quartier": "35238-11"}
    )
    halte = tablette.element("halte", {"sortie": sortie["id"]})
    la = {"sortie": sortie["id"], "halte": halte["id"]}
    rencontres = [tablette.rencontre(**la) for _ in range(103)]
    page = reprendre(coordination, export(tablette, *rencontres, halte, sortie))
    assert "105 enregistrements repris, 0 déjà reçu, 0 à corriger." in page
    assert Rencontre.objects.filter(sortie=sortie["id"]).count() == 103


def test_two_versions_of_a_record_follow_each_other(coordination, tablette: Tablette):
    v1 = tablette.rencontre()
    v2 = tablette.rencontre(v1["id"], edition=2, genre="autre", remplace=v1["empreinte"])
    assert "2 enregistrements repris" in reprendre(coordination, export(tablette, v1, v2))
    assert Rencontre.objects.get().genre == "autre"


def test_what_hangs_on_what_never_came_is_to_be_seen(coordination, tablette: Tablette):
    """The tablet may be wiped the next minute: nothing waits for it unseen."""
    orpheline = tablette.rencontre(sortie=str(uuid4()), halte=...)
    page = reprendre(coordination, export(tablette, orpheline))
    assert "0 enregistrement repris, 0 déjà reçu, 1 à corriger." in page
    assert Reception.objects.a_corriger().get().element == orpheline["id"]


def test_what_was_deleted_stays_so(coordination, tablette: Tablette):
    envoye = tablette.rencontre()
    Suppression.noter(tablette.equipe, "rencontre", [envoye["id"]])
    page = reprendre(coordination, export(tablette, envoye))
    assert "0 à corriger, 1 supprimé depuis." in page
    assert not Rencontre.objects.exists()


def test_the_journal_holds_counts_only(coordination, tablette: Tablette):
    elements = [tablette.rencontre(note="Canari jaune"), tablette.rencontre(genre="x")]
    reprendre(coordination, export(tablette, *elements))
    ligne = Journal.objects.get(action="fichier_importe")
    assert (ligne.lignes, ligne.detail) == (2, {"cree": 1, "quarantaine": 1})
    assert ligne.acteur == coordination.utilisateur.pk


def mauvais(tablette: Tablette, nom: str) -> bytes:
    bon = export(tablette, tablette.rencontre(note="Écrit à la main."))
    return {
        "vide": b"",
        "blanc": b" \n",
        "page": b"\n<!doctype html><html><body>Bienvenue sur le wifi</body></html>",
        "coupé": bon[: len(bon) // 2],
        "coupé dans une lettre": '{"format": "é'.encode()[:-1],
        "image": b"\x89PNG\r\n\x1a\n\x00\xff",
        "liste": b"[]",
        "profond": b'{"elements": ' + b"[" * 900 + b"]" * 900 + b"}",
        "autre JSON": b'{"type": "FeatureCollection"}',
        "sans éléments": export(tablette, elements=None),
        "version": export(tablette, tablette.rencontre(), version=2),
        "équipe": export(tablette, tablette.rencontre(), equipe=str(uuid4())),
        "sans équipe": export(tablette, tablette.rencontre(), equipe=None),
        "rien": export(tablette),
        "nombreux": export(tablette, *([1] * (fichier.ENREGISTREMENTS_AU_PLUS + 1))),
        "gros": export(tablette, "x" * fichier.FICHIER_AU_PLUS),
    }[nom]


@pytest.mark.parametrize(
    ("nom", "phrase"),
    [
        ("vide", fichier.VIDE),
        ("blanc", fichier.VIDE),
        ("page", fichier.PAGE_WEB),
        ("coupé", fichier.TRONQUE),
        ("coupé dans une lettre", fichier.TRONQUE),
        ("image", fichier.PAS_UN_EXPORT),
        ("liste", fichier.PAS_UN_EXPORT),
        ("profond", fichier.PAS_UN_EXPORT),
        ("autre JSON", fichier.PAS_UN_EXPORT),
        ("sans éléments", fichier.PAS_UN_EXPORT),
        ("version", fichier.AUTRE_VERSION),
        ("équipe", fichier.AUTRE_EQUIPE),
        ("sans équipe", fichier.AUTRE_EQUIPE),
        ("rien", fichier.RIEN),
        ("nombreux", fichier.TROP_LONG),
        ("gros", fichier.TROP_GROS),
    ],
)
def test_a_bad_file_gets_one_sentence_and_writes_nothing(
    coordination, tablette: Tablette, nom: str, phrase: str
):
    page = reprendre(coordination, mauvais(tablette, nom))
    assert phrase in page
    assert "Fichier repris" not in page
    assert not Reception.objects.exists()
    assert not Journal.objects.filter(action="fichier_importe").exists()


def test_no_file_at_all_is_asked_for(coordination, tablette):
    assert "Choisir le fichier" in coordination.post(ADRESSE, {"fichier": ""}).content.decode()


def test_the_file_of_another_equipe_is_named_to_nobody(
    coordination, tablette: Tablette, ailleurs: Tablette
):
    page = reprendre(coordination, export(ailleurs, ailleurs.rencontre()))
    assert "une autre équipe" in page
    assert ailleurs.equipe.nom not in page


def test_a_mark_at_the_head_of_the_file_is_no_harm(coordination, tablette: Tablette):
    corps = b"\xef\xbb\xbf" + export(tablette, tablette.rencontre()) + b"\n"
    assert "1 enregistrement repris" in reprendre(coordination, corps)


def test_cut_in_the_middle_it_is_taken_up_again_whole(
    coordination, tablette: Tablette, monkeypatch
):
    """A hundred is written whole or not at all, and nothing twice."""
    elements = [tablette.rencontre() for _ in range(150)]
    corps = export(tablette, *elements)
    recevoir, fois = fichier.recevoir, []

    def couper(*arguments: Any) -> Any:
        fois.append(1)
        if len(fois) == 2:
            recevoir(*arguments)
            raise OSError("coupé")
        return recevoir(*arguments)

    monkeypatch.setattr(fichier, "recevoir", couper)
    with pytest.raises(OSError, match="coupé"):
        reprendre(coordination, corps)
    assert Rencontre.objects.count() == 100
    page = reprendre(coordination, corps)
    assert "50 enregistrements repris, 100 déjà reçus, 0 à corriger." in page
    assert Rencontre.objects.count() == 150


def test_the_haltes_of_a_file_start_their_sortie(coordination, tablette: Tablette):
    """The same reception as for a tablet, its effects included."""
    Sortie.objects.update(statut="planifiee")
    halte = tablette.element("halte", {"sortie": str(tablette.sortie.pk)})
    reprendre(coordination, export(tablette, halte))
    assert Halte.objects.filter(pk=halte["id"]).exists()
    assert Sortie.objects.get().statut == "en_cours"
