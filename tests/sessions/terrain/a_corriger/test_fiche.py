"""The page of one element set aside: its content in words, and why it waits."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions.donnees import TYPES
from sessions.models import Reception, Rencontre
from sessions.rencontres.services import supprimer
from tests.fabriques import AppartenanceFactory, OutilFactory, PartenaireFactory
from tests.lecture_seule import lecture_seule
from tests.sessions.terrain.a_corriger.pages import adresse, ouvrir
from tests.sessions.terrain.envois import Tablette, besoin


def test_nobody_is_sent_to_the_login_page(anonyme, tablette, mettre_de_cote):
    reception = mettre_de_cote(tablette.rencontre(genre="x"))
    assert "connexion" in anonyme.get(adresse(reception)).url


@pytest.mark.parametrize(
    ("qui", "statut"),
    [
        ("mediation", 403),
        ("coequipiere", 403),
        ("pilotage", 403),
        ("administration", 403),
        ("etrangere", 404),
    ],
)
@pytest.mark.parametrize("nom", ["fiche", "revalider", "garder", "ecarter"])
def test_only_the_coordination_of_the_equipe_may(
    request, tablette, mettre_de_cote, nom: str, qui: str, statut: int
):
    reception = mettre_de_cote(tablette.rencontre(genre="x", note="Canari jaune"))
    personne = request.getfixturevalue(qui)
    reponse = personne.post(adresse(reception, nom), {"motif": "essai", "chemins": ""})
    assert reponse.status_code == statut
    assert "Canari" not in reponse.content.decode()
    assert Reception.objects.a_corriger().exists()
    assert not Rencontre.objects.exists()


@pytest.mark.parametrize("nom", ["fiche", "revalider", "garder", "ecarter"])
def test_a_post_without_its_csrf_token_is_refused(coordination, tablette, mettre_de_cote, nom: str):
    reception = mettre_de_cote(tablette.rencontre(genre="x"))
    coordination.handler.enforce_csrf_checks = True
    assert coordination.post(adresse(reception, nom), {"motif": "essai"}).status_code == 403


def test_what_is_accepted_has_no_page_here(coordination, tablette: Tablette):
    tablette.envoyer(tablette.rencontre())
    assert coordination.get(adresse(Reception.objects.get())).status_code == 404


def test_codes_and_ids_are_told_in_words(coordination, tablette: Tablette, mettre_de_cote):
    partenaire = PartenaireFactory(equipe=tablette.equipe, nom="CCAS du Blosne")
    un = besoin(categorie="logement", organisme="bailleur", exigences=["lire_et_ecrire"])
    orientation = {"id": str(uuid4()), "besoin": un["id"], "partenaire": str(partenaire.pk)}
    page = ouvrir(
        coordination,
        mettre_de_cote(
            tablette.rencontre(
                besoins=[un],
                orientations=[orientation],
                genre="x",
                vecu=["fiere"],
                habite="ce_quartier",
                a_denouer=True,
                note="Canari jaune",
            )
        ),
    )
    dites = page.partition("Ce qui a été noté")[2].partition("<details")[0]
    for mots in [
        "Mardi 15 septembre 2026, après-midi",
        "Logement, bailleur · Lire et écrire · Bailleur · Répondu sur place",
        "CCAS du Blosne",
        "25 à 39 ans",
        "Fière",
        "Ce quartier",
        "À dénouer",
        "Oui",
        "Canari jaune",
    ]:
        assert mots in dites, mots
    for code in ["lire_et_ecrire", "25_39", un["id"], str(tablette.sortie.pk)]:
        assert code not in dites


def test_every_field_of_the_contract_has_a_label(coordination, tablette: Tablette, mettre_de_cote):
    """No key of the machine is shown as one, whatever comes in it."""
    for nom, type_ in TYPES.items():
        donnees: dict[str, Any] = dict.fromkeys(type_.schema.champs, "zz")
        page = ouvrir(coordination, mettre_de_cote(tablette.element(nom, donnees)))
        visible = page.partition("<main")[2].partition("<details")[0]
        etiquettes = [mot.partition("</")[0] for mot in visible.split("<dt>")[1:]]
        assert [mot for mot in etiquettes if "_" in mot or mot[:1].islower()] == []
        assert "plus récente" not in visible


def test_what_a_newer_version_wrote_is_shown_apart(coordination, tablette, mettre_de_cote):
    envoye = tablette.rencontre(genre="x", humeur="vive", besoins=[besoin(duree_prevue=3)])
    page = ouvrir(coordination, mettre_de_cote(envoye))
    apart = page.partition("Reçu d’une version plus récente")[2].partition("<details")[0]
    for mots in ["humeur", "vive", "Besoin 1, duree_prevue"]:
        assert mots in apart


def test_the_exact_text_is_there_folded_and_escaped(coordination, tablette, mettre_de_cote):
    envoye = tablette.rencontre(genre="x", note="<script>alert(1)</script>")
    page = ouvrir(coordination, mettre_de_cote(envoye))
    brut = page.partition("<details")[2]
    assert envoye["id"] in brut
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in brut


def test_each_reason_is_beside_its_field(coordination, tablette: Tablette, mettre_de_cote):
    envoye = tablette.rencontre(besoins=[besoin(), besoin(reponse="oui")], tranche_age="12-18")
    page = ouvrir(coordination, mettre_de_cote(envoye))
    reponse = page.partition('id="id_besoins.1.reponse_error"')[2]
    assert "La réponse «\u202foui\u202f» n’est pas dans la liste." in reponse.partition("</ul>")[0]
    assert "Besoin 2, réponse" in page
    assert 'name="besoins.0.reponse"' not in page
    assert 'name="genre"' not in page
    assert "«\u202f12-18\u202f», tel que reçu" in page


def test_the_two_fields_of_one_rule_come_together(coordination, tablette, mettre_de_cote):
    page = ouvrir(coordination, mettre_de_cote(tablette.rencontre(tranche_age="mineur", note="N.")))
    assert 'name="note"' in page
    assert 'name="tranche_age"' in page


@pytest.mark.parametrize(
    ("abime", "phrase"),
    [
        ({"type": "teletransport"}, "Une tablette plus récente que ce site"),
        ({"id": "pas un uuid"}, "Son identifiant est illisible"),
        ({"donnees": [1, 2]}, "Son contenu n’est pas celui d’un enregistrement"),
    ],
)
def test_what_cannot_be_mended_can_only_be_discarded_and_the_page_says_why(
    coordination, tablette: Tablette, abime: dict[str, Any], phrase: str
):
    tablette.envoyer(tablette.rencontre() | abime)
    reception = Reception.objects.get()
    page = ouvrir(coordination, reception)
    assert phrase in page
    assert 'name="chemins"' not in page
    assert adresse(reception, "ecarter") in page
    assert coordination.post(adresse(reception), {"chemins": "genre"}).status_code == 200
    assert not Rencontre.objects.exists()


def test_an_id_of_another_equipe_can_only_be_discarded(
    coordination, tablette: Tablette, ailleurs: Tablette, mettre_de_cote
):
    la_leur = ailleurs.rencontre(note="Rien ne doit sortir.")
    ailleurs.envoyer(la_leur)
    page = ouvrir(coordination, mettre_de_cote(tablette.rencontre(la_leur["id"])))
    assert "Cet enregistrement ne peut pas être rangé ici." in page
    assert "Rien ne doit sortir" not in page
    assert 'name="chemins"' not in page


def test_what_it_hangs_on_is_to_be_mended_first(coordination, tablette, mettre_de_cote):
    sortie = mettre_de_cote(tablette.element("sortie", {"date": "hier", "quartier": "35238-11"}))
    rencontre = mettre_de_cote(tablette.rencontre(sortie=sortie.element, halte=...))
    page = ouvrir(coordination, rencontre)
    assert "À corriger d’abord" in page
    assert adresse(sortie) in page


def test_nothing_is_left_to_mend_of_a_deleted_record(coordination, tablette, mettre_de_cote):
    ici = tablette.rencontre()
    tablette.envoyer(ici)
    clone = mettre_de_cote(tablette.rencontre(ici["id"], genre="masculin", note="Canari"))
    supprimer(Rencontre.objects.get(), par=tablette.auteur)
    clone.refresh_from_db()
    assert clone.brut is None
    assert clone.traitee_le
    assert coordination.get(adresse(clone)).status_code == 404


def test_a_text_that_no_page_can_hold_is_shown_with_a_mark(coordination, tablette, mettre_de_cote):
    page = ouvrir(coordination, mettre_de_cote(tablette.rencontre(note="un\x00deux")))
    assert "un\ufffddeux" in page
    assert "La note n’est pas un texte lisible." in page


def test_opening_the_page_writes_nothing(coordination, tablette: Tablette, mettre_de_cote):
    reception = mettre_de_cote(tablette.rencontre(genre="x"))
    with lecture_seule():
        ouvrir(coordination, reception)
        coordination.get(adresse(reception, "ecarter"))


def test_ten_besoins_cost_no_more_queries_than_two(coordination, tablette, mettre_de_cote):
    comptes = []
    for combien in (2, 10):
        AppartenanceFactory.create_batch(5, equipe=tablette.equipe)
        OutilFactory.create_batch(5, equipe=tablette.equipe)
        besoins = [besoin(reponse="x", categorie=f"inconnue{rang}") for rang in range(combien)]
        reception = mettre_de_cote(tablette.rencontre(besoins=besoins))
        with CaptureQueriesContext(connection) as requetes:
            ouvrir(coordination, reception)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 25
