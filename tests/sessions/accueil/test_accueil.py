"""The home page, by role."""

import datetime
import re
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medlove.models import Equipe
from sessions.models import Orientation, Reception
from sessions.orientations.models import RetourGroupe
from sessions.periodes import Trimestre
from tests.fabriques import (
    BesoinFactory,
    BilanFactory,
    HalteFactory,
    OrientationFactory,
    PartenaireFactory,
    PassagesFactory,
    RencontreFactory,
    SortieFactory,
    UtilisateurFactory,
)
from tests.personnes import Personne

AUJOURD_HUI = datetime.date(2026, 9, 15)


@pytest.fixture(autouse=True)
def _le_15_septembre():
    with time_machine.travel("2026-09-15 12:00+02:00", tick=False):
        yield


def sortie(equipe, jours: int = 0, **champs):
    return SortieFactory(equipe=equipe, date=AUJOURD_HUI + datetime.timedelta(jours), **champs)


def corps(personne: Personne) -> str:
    return personne.get("/").content.decode().partition("<main")[2]


def test_nobody_is_sent_to_the_login_page(client):
    assert client.get("/").url.startswith(reverse("account_login"))


def test_a_mediator_sees_today_then_what_comes(mediation, equipe):
    du_jour, demain = sortie(equipe), sortie(equipe, 1, statut="planifiee")
    contexte = mediation.get("/").context
    assert contexte["du_jour"] == [du_jour]
    assert contexte["prochaines"] == [demain]
    assert "chiffres" not in contexte


def test_the_bilans_to_do_are_told(mediation, equipe):
    en_retard, racontee = sortie(equipe, -1), sortie(equipe, -2)
    BilanFactory(sortie=racontee)
    page = corps(mediation)
    assert "1 bilan à faire" in page
    assert reverse("sorties:fiche", args=[en_retard.pk]) in page
    assert reverse("sorties:fiche", args=[racontee.pk]) not in page


def test_a_mediator_owes_the_bilans_of_her_crews_and_of_those_nobody_said(
    mediation, coequipiere, equipe
):
    sienne, sans_equipage, autre = sortie(equipe, -1), sortie(equipe, -2), sortie(equipe, -3)
    sienne.equipage.add(mediation.utilisateur, coequipiere.utilisateur)
    autre.equipage.add(coequipiere.utilisateur)
    assert list(mediation.get("/").context["bilans"]) == [sienne, sans_equipage]


def test_the_coordination_sees_every_bilan_to_do(coordination, coequipiere, equipe):
    autre = sortie(equipe, -3)
    autre.equipage.add(coequipiere.utilisateur)
    assert list(coordination.get("/").context["bilans"]) == [autre]


def test_a_mediator_is_told_of_her_rencontres_to_complete_and_led_to_them(
    mediation, coequipiere, equipe
):
    faite = sortie(equipe, -1)
    for qui in (mediation, mediation, coequipiere):
        RencontreFactory(sortie=faite, auteur=qui.utilisateur, a_completer=True)
    assert "2 rencontres à compléter" in corps(mediation)
    adresse = f"{reverse('rencontres:liste')}?a_reprendre=a_completer"
    assert adresse in corps(mediation)
    assert mediation.get(adresse).context["page"].paginator.count == 2


def test_a_cancelled_sortie_is_not_announced(mediation, equipe):
    sortie(equipe, 1, statut="annulee", motif_annulation="pluie")
    assert "Rien de prévu pour la suite" in corps(mediation)


def test_the_coordination_reads_the_trimestre_in_links(coordination, equipe):
    faite = sortie(equipe, -1)
    BilanFactory(sortie=faite)
    sortie(equipe, 2, statut="planifiee")
    RencontreFactory.create_batch(3, sortie=faite)
    PassagesFactory(halte=HalteFactory(sortie=faite), passages=7)
    avant = sortie(equipe, -100)
    RencontreFactory(sortie=avant)
    PassagesFactory(halte=HalteFactory(sortie=avant), passages=100)
    chiffres = coordination.get("/").context["chiffres"]
    assert chiffres.trimestre == Trimestre(2026, 3)
    assert (chiffres.sorties_faites, chiffres.sorties_prevues) == (1, 1)
    assert (chiffres.rencontres, chiffres.passages) == (3, 7)
    page = corps(coordination)
    assert f"{reverse('sorties:liste')}?trimestre=2026-T3&amp;statut=faites" in page
    assert f"{reverse('rencontres:liste')}?trimestre=2026-T3" in page


@pytest.fixture
def saison(equipe: Equipe, mediation: Personne) -> None:
    """A trimestre in which no two figures of the home are alike, and another before it."""
    faites = [sortie(equipe, -jour) for jour in (1, 2, 3)]
    sortie(equipe, statut="en_cours")
    for jour in range(1, 6):
        sortie(equipe, jour, statut="planifiee")
    sortie(equipe, -4, statut="annulee", motif_annulation="Orage")
    PassagesFactory(halte=HalteFactory(sortie=faites[0]), passages=30)
    HalteFactory(sortie=faites[1])
    rencontres = RencontreFactory.create_batch(7, sortie=faites[0], auteur=mediation.utilisateur)
    for une in [*rencontres[:6], *rencontres[:2]]:
        BesoinFactory(rencontre=une)
    partenaire = PartenaireFactory(equipe=equipe, verifie_le=AUJOURD_HUI)
    for rang in range(12):
        besoin = BesoinFactory(rencontre=rencontres[0], reponse="orientation")
        recue = Orientation.ACCUEILLIE if rang < 10 else Orientation.REMISE
        OrientationFactory(besoin=besoin, partenaire=partenaire, statut=recue)
    RetourGroupe.objects.create(
        equipe=equipe,
        partenaire=partenaire,
        mois=datetime.date(2026, 9, 1),
        accueillies=11,
        dit_le=AUJOURD_HUI,
    )
    PartenaireFactory.create_batch(9, equipe=equipe)
    PartenaireFactory(equipe=equipe, is_active=False)
    for rang in range(2):
        Reception.objects.create(
            equipe=equipe,
            element=f"x{rang}",
            empreinte="x",
            type="x",
            brut={},
            verdict="quarantaine",
        )
    avant = sortie(equipe, -100)
    BesoinFactory(rencontre=RencontreFactory(sortie=avant))
    PassagesFactory(halte=HalteFactory(sortie=avant), passages=100)


def compter(motif: str) -> Callable[[str], int]:
    """How many times a page holds something, its next pages apart."""
    return lambda page: len(re.findall(motif, page))


def lire(motif: str) -> Callable[[str], int]:
    """The number a page says."""
    return lambda page: int(re.search(motif, page)[1])  # type: ignore[index]


RANGEE = compter('<li class="ligne')
FIGURES = {
    "sorties faites": (4, RANGEE),
    "en cours": (1, RANGEE),
    "sorties encore prévues": (5, RANGEE),
    "de présence": (4, lire(r"(\d+)\xa0h de présence")),
    "rencontres racontées": (7, RANGEE),
    "passages comptés": (30, lire(r"(\d+) passages, \d+ refus\.")),
    "réponses données sur place": (8, lire(r"(\d+) besoins «")),
    "orientations reçues": (11, lire(r"dont (\d+) reçues")),
    "enregistrements à corriger": (2, RANGEE),
    "partenaires à vérifier": (9, lire(r"(\d+) partenaires trouvés")),
}


@pytest.mark.usefixtures("saison")
@pytest.mark.parametrize("mots", FIGURES)
def test_every_figure_leads_to_the_rows_it_counts(coordination, mots: str):
    nombre, lu = FIGURES[mots]
    accueil = corps(coordination)
    avant, _, _ = accueil.partition(mots)
    adresse, dit = re.findall(r'href="([^"]+)">(\d+)', avant)[-1]
    assert int(dit) == nombre
    reponse = coordination.get(adresse.replace("&amp;", "&"))
    assert reponse.status_code == 200
    assert lu(reponse.content.decode().partition("<main")[2]) == nombre


def test_notes_about_to_be_erased_lead_to_where_they_are_read(coordination, mediation, equipe):
    faite = sortie(equipe, -80)
    for note in ("Canari", "Canari", ""):
        RencontreFactory(sortie=faite, note=note, saisi_le=faite.date)
    RencontreFactory(sortie=faite, note="Canari", saisi_le=faite.date, note_relue=True)
    RencontreFactory(sortie=sortie(equipe, -1), note="Canari")
    page = corps(coordination)
    assert "2 notes non lues s’effacent dans les 14 jours" in page
    assert "Canari" not in page
    assert "s’effacent" not in corps(mediation)
    lues = coordination.get(reverse("relecture:notes"))
    assert lues.context["bientot"] == 2


def test_a_sortie_under_way_is_done_here_as_on_the_map(coordination, equipe):
    sortie(equipe, -1)
    sortie(equipe, statut="en_cours")
    page = corps(coordination)
    assert coordination.get("/").context["chiffres"].sorties_faites == 2
    assert "sorties faites, dont" in page
    assert "trimestre=2026-T3&amp;statut=en_cours" in page


def test_an_empty_carnet_teaches_the_coordination_to_plan(coordination):
    page = corps(coordination)
    assert "Planifier une sortie" in page
    assert reverse("sorties:nouvelle") in page


def test_an_empty_carnet_teaches_the_mediator_where_sorties_come_from(mediation):
    page = corps(mediation)
    assert "La coordination planifie les sorties" in page
    assert reverse("sorties:nouvelle") not in page


def test_the_pilotage_reads_presence_and_no_record(pilotage, equipe):
    du_trimestre, avant = sortie(equipe, -1), sortie(equipe, -100)
    sortie(equipe, 1, statut="planifiee")
    HalteFactory.create_batch(2, sortie=du_trimestre)
    HalteFactory(sortie=avant)
    contexte = pilotage.get("/").context
    assert (contexte["du_trimestre"].sorties, contexte["du_trimestre"].haltes) == (1, 2)
    assert contexte["du_trimestre"].minutes == 240
    assert (contexte["depuis_le_debut"].sorties, contexte["depuis_le_debut"].haltes) == (2, 3)
    page = corps(pilotage)
    assert reverse("sorties:fiche", args=[du_trimestre.pk]) not in page
    assert set(re.findall(r'chiffre-phrase__nombre" href="([^"]+)"', page)) == {
        f"{reverse('carte')}?trimestre=2026-T3"
    }
    carte = pilotage.get(f"{reverse('carte')}?trimestre=2026-T3")
    assert "en 1 sortie, 4\xa0h de présence" in carte.context["chapeau"]
    assert "rencontre" not in page


def test_the_pilotage_of_an_equipe_that_has_not_started_is_told_so(pilotage):
    assert "L’expérience n’a pas commencé" in corps(pilotage)


def test_the_administrator_is_led_to_the_administration(administration):
    page = corps(administration)
    assert "Vous n’appartenez à aucune équipe" in page
    assert reverse("admin:medlove_equipe_changelist") in page


def test_a_member_of_no_equipe_is_told_what_to_ask(db):
    page = corps(Personne(UtilisateurFactory()))
    assert "Il manque une équipe à votre compte" in page
    assert "/admin/" not in page


@pytest.mark.parametrize("qui", ["mediation", "coordination", "pilotage"])
def test_nothing_of_another_equipe_counts(request, autre_equipe, qui: str):
    etrangere = sortie(autre_equipe, -1)
    RencontreFactory(sortie=etrangere)
    HalteFactory(sortie=etrangere)
    contexte = request.getfixturevalue(qui).get("/").context
    assert not contexte.get("bilans")
    if qui == "coordination":
        assert contexte["chiffres"].vides
    if qui == "pilotage":
        assert contexte["depuis_le_debut"].sorties == 0


def test_the_number_of_queries_does_not_depend_on_rows(coordination, equipe):
    comptes = []
    for dizaine in range(2):
        for rang in range(10):
            jour = 10 * dizaine + rang
            sortie(equipe, jour, statut="planifiee").equipage.add(coordination.utilisateur)
            faite = sortie(equipe, -1 - jour)
            faite.equipage.add(coordination.utilisateur)
            OrientationFactory(
                besoin__rencontre__sortie=faite, partenaire=PartenaireFactory(equipe=equipe)
            )
        with CaptureQueriesContext(connection) as requetes:
            coordination.get("/")
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 18


def test_those_who_go_out_find_the_fiche_de_poche(mediation, coordination, pilotage):
    fiche = reverse("terrain:fiche_de_poche")
    assert fiche in corps(mediation)
    assert fiche in corps(coordination)
    assert fiche not in corps(pilotage)
