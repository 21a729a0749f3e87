"""What the program of today makes of the season of the first version."""

from collections import Counter
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse
from pytest_django.fixtures import Settings

from medlove.models import Equipe, Utilisateur
from sessions.models import Besoin, Cahier, CellulePubliee, Orientation, Rencontre
from sessions.periodes import Trimestre
from sessions.publication.services import publier
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import besoins_par_categorie, totaux
from tests.adresses import adresse, lue
from tests.client import ClientExigeant
from tests.fabriques import MOT_DE_PASSE, doubler
from tests.mise_a_jour.conftest import Etat
from tests.mise_a_jour.premiere import JETON, PAR_SORTIE, SORTIES, uuid
from tests.objets import DE_L_IMAGE, DE_LA_SECTION
from tests.sessions.terrain.envois import element, poster
from tests.test_murs import MURS, QUI

pytestmark = pytest.mark.complet

T3 = Trimestre(2025, 3)
# What no équipe had then: a file beside an outil, images and signataires of a cahier.
PAS_ENCORE = (
    "outils:photo",
    "outils:a_imprimer",
    "cahiers:signataire",
    *(f"cahiers:{nom}" for nom in DE_L_IMAGE),
)


@pytest.fixture
def equipe(aujourd_hui: str) -> Equipe:
    return Equipe.objects.get(slug="selle")


def entrer(nom: str) -> ClientExigeant:
    client = ClientExigeant()
    client.force_login(Utilisateur.objects.get(pk=uuid(nom)))
    return client


def objets(equipe: Equipe) -> dict[str, dict[str, Any]]:
    """What addresses name, among what the first version left."""
    partenaire, bilan = {"pk": uuid("partenaire 0")}, {"pk": uuid("bilan 0")}
    sortie, cahier = {"pk": uuid("sortie 0")}, Cahier.objects.get(pk=uuid("trimestre"))
    en_attente = Orientation.objects.filter(statut="remise").first()
    section = cahier.sections.first()
    assert en_attente
    return {
        "sorties": sortie,
        "annuaire": partenaire,
        "annuaire:modifier_professionnel": {"pk": uuid("professionnel")},
        "annuaire_echanges": {**partenaire, "autre": uuid("partenaire 1")},
        "appareils": {"pk": uuid("tablette")},
        "carte_d_orientation": partenaire,
        "orientations_gestes": partenaire,
        "orientations_gestes:suite": {"pk": en_attente.pk},
        "relecture:reecrire": {"pk": uuid("rencontre 0")},
        "relecture:effacer": {"pk": uuid("rencontre 0")},
        "relecture:reecrire_bilan": bilan,
        "relecture:scene": bilan,
        "report": sortie,
        "rencontres": {"pk": uuid("rencontre 0")},
        "cahiers": {"pk": cahier.pk},
        **{f"cahiers:{nom}": {"pk": section.pk} for nom in DE_LA_SECTION},
        "editions:page": {"pk": cahier.pk},
        "donnees": {"code": str(T3)},
        "hypotheses": {"pk": equipe.chiffres.first().pk},
        "lieux": {"pk": uuid("lieu 0")},
        "outils": {"pk": uuid("outil")},
        "equipe": {"pk": uuid("mediation")},
    }


@pytest.mark.parametrize("qui", ["coordination", "mediation", "pilotage"])
def test_every_page_of_today_opens_on_it(qui: str, equipe: Equipe):
    doubler(Utilisateur.objects.get(pk=uuid("coordination")))
    client, siens, ouvertes, autres = entrer(qui), objets(equipe), 0, {}
    for nom, codes in MURS.items():
        if codes.split()[QUI.index(qui)] != "200" or nom.startswith(PAS_ENCORE):
            continue
        try:
            ou = adresse(nom, siens)
        except (KeyError, NoReverseMatch):  # names what the first version did not hold
            continue
        statut = lue(client.get(ou)).status_code
        ouvertes += statut == 200
        if statut != 200:
            autres[nom] = statut
    assert autres == {}
    assert ouvertes >= {"coordination": 80, "mediation": 40, "pilotage": 20}[qui]


def test_who_coordinates_is_first_asked_for_a_second_factor(equipe: Equipe):
    reponse = entrer("coordination").get(reverse("accueil"), follow=True)
    assert reponse.redirect_chain[0][0] == reverse("mfa_activate_totp")
    assert entrer("mediation").get(reverse("accueil")).status_code == 200


def test_everybody_signs_in_with_the_same_password_and_who_has_left_does_not(equipe: Equipe):
    for nom, entre in (("mediation", True), ("partie", False)):
        client = ClientExigeant()
        client.post(
            reverse("account_login"), {"login": f"{nom}@exemple.test", "password": MOT_DE_PASSE}
        )
        assert client.get(reverse("accueil")).status_code == (200 if entre else 302), nom


def test_statistics_count_what_was_entered_then(premiere: Etat, equipe: Equipe):
    selection = Selection(equipe, T3)
    rencontres = premiere.releve["medlove_sessions.rencontre"].values()
    besoins = premiere.releve["medlove_sessions.besoin"].values()
    lus = totaux(selection)
    assert (lus.sorties, lus.haltes, lus.minutes) == (SORTIES, SORTIES, SORTIES * 135)
    assert (lus.passages, lus.refus) == (SORTIES * 7, SORTIES * 2)
    assert lus.kilometres_dixiemes == SORTIES * 84
    assert lus.rencontres == len(rencontres) == SORTIES * PAR_SORTIE
    assert lus.besoins == len(besoins)
    assert lus.orientations == len(premiere.releve["medlove_sessions.orientation"])
    categories = premiere.releve["medlove_sessions.categoriebesoin"]
    parents = {pk: une["parent_id"] or pk for pk, une in categories.items()}
    par_categorie = Counter(
        categories[principale]["code"]
        for _, principale in {
            (une["rencontre_id"], parents[une["categorie_id"]]) for une in besoins
        }
    )
    dits = {une.code: une.rencontres for une in besoins_par_categorie(selection) if une.rencontres}
    assert dits == par_categorie


def test_its_trimestre_is_published_and_its_cahier_reads_it(equipe: Equipe, settings: Settings):
    settings.MEDLOVE_CLE_PUBLICATION = sha256(b"une cle pour les tests").hexdigest()
    publication = publier(equipe, str(T3), le=date(2025, 11, 15))
    montrees = CellulePubliee.objects.filter(publication=publication, valeur__gt=0)
    assert montrees.exists()
    doubler(Utilisateur.objects.get(pk=uuid("coordination")))
    page = entrer("coordination").get(reverse("cahiers:fiche", args=[uuid("trimestre")]))
    assert page.status_code == 200


def test_a_tablet_enrolled_then_sends_and_edits_as_before(equipe: Equipe):
    tablette = ClientExigeant(headers={"Authorization": f"Medlove-Appareil {JETON}"})
    referentiel = tablette.get("/api/v1/referentiel/").json()
    assert referentiel["equipe"]["id"] == str(equipe.pk)
    assert {un["nom"] for un in referentiel["membres"]} == {
        "Personne de coordination",
        "Personne de mediation",
    }
    ancienne = Rencontre.objects.get(pk=uuid("rencontre 3"))
    donnees = {
        "sortie": str(uuid("sortie 0")),
        "halte": str(uuid("halte 0")),
        "besoins": [{"id": str(uuid("neuf")), "categorie": "courriel", "reponse": "sur_place"}],
        "edition": 3,
    }
    auteur = str(uuid("mediation"))
    recue = premier_envoi()
    envoyes = [
        recue,
        element("rencontre", donnees, auteur=auteur),
        element(
            "rencontre",
            {**donnees, "besoins": [{"id": str(uuid("besoin 3 1")), "categorie": "logement"}]},
            id=str(ancienne.pk),
            remplace=ancienne.empreinte,
            auteur=auteur,
        ),
    ]
    verdicts = poster(tablette, *envoyes).json()["verdicts"]
    assert [un["verdict"] for un in verdicts] == ["deja", "cree", "remplace"], verdicts
    assert Rencontre.objects.count() == SORTIES * PAR_SORTIE + 1
    besoin = Besoin.objects.get(rencontre=ancienne)
    assert (besoin.pk, besoin.categorie.code) == (uuid("besoin 3 1"), "logement")
    assert Rencontre.objects.get(pk=ancienne.pk).note == ancienne.note  # unsaid: unchanged


def premier_envoi() -> dict[str, Any]:
    """An element that the first version had received."""
    return element(
        "rencontre",
        {"nom": "rencontre 1"},
        id=str(uuid("rencontre 1")),
        auteur=str(uuid("mediation")),
    )


def test_the_journal_of_then_is_whole(equipe: Equipe):
    call_command("verifier_journal", verbosity=0)


def test_what_a_timer_runs_every_night_runs_on_it(equipe: Equipe):
    avant = Rencontre.objects.count()
    call_command("relancer_orientations", verbosity=0)
    assert Rencontre.objects.count() == avant
    assert not Orientation.objects.filter(statut="remise").exists()  # more than sixty days old
