"""The follow-up page: exact for the coordination, protected on paper, closed to the others."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import CategorieBesoin, Orientation, RetourGroupe
from sessions.orientations.coupure import couper
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    OrientationFactory,
    PartenaireFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne

ADRESSE, PAPIER = "/orientations/", "/orientations/imprimer/"
FINE = "\u202f"


@pytest.fixture(autouse=True)
def _en_novembre():
    with time_machine.travel("2026-11-27 10:00+01:00", tick=False):
        yield


@pytest.fixture
def quartier(db: None):
    return QuartierFactory(nom="Les Essais")


@pytest.fixture
def sortie(equipe: Equipe, quartier):
    sorties = [SortieFactory(equipe=equipe, quartier=quartier) for _ in range(3)]
    for une in sorties:
        HalteFactory(sortie=une)
    return sorties[0]


@pytest.fixture
def partenaire(equipe: Equipe):
    return PartenaireFactory(equipe=equipe, nom="Maison de quartier")


def orienter(sortie, partenaire, nombre: int = 1, code="aides_prestations", **champs: Any) -> None:
    for _ in range(nombre):
        besoin = BesoinFactory(
            rencontre=RencontreFactory(sortie=sortie), reponse="orientation", code=code
        )
        OrientationFactory(besoin=besoin, partenaire=partenaire, **champs)


def tableaux(personne: Personne, adresse: str = ADRESSE) -> dict[str, dict[str, list[str]]]:
    """The cells of each table by its key, by row."""
    reponse = personne.get(adresse)
    assert reponse.status_code == 200
    lus = [
        *reponse.context["tableaux"],
        reponse.context["delais"],
        reponse.context["motifs"],
        reponse.context["manques"],
        reponse.context["manques_par_quartier"],
    ]
    return {
        un.cle: {
            rangee.nom: list(rangee.cellules) for rangee in [*un.rangees, un.ensemble] if rangee
        }
        for un in lus
    }


def test_each_outcome_has_its_column_in_every_cut(coordination, sortie, partenaire):
    orienter(sortie, partenaire, 3, statut="accueillie", delai="semaine")
    orienter(sortie, partenaire, 2, statut="refusee")
    orienter(sortie, partenaire, 1, statut="expiree")
    orienter(sortie, partenaire, 4)
    attendu = ["10", "3", f"50{FINE}%", "2", "0", "1", "4"]
    lus = tableaux(coordination)
    assert lus["par-partenaire"] == {"Maison de quartier": attendu, "Ensemble": attendu}
    assert lus["par-quartier"]["Les Essais"] == attendu
    assert lus["par-trimestre"]["3e\u00a0trimestre 2026"] == attendu
    assert lus["par-besoin"]["Ensemble"] == attendu
    assert lus["delais"] == {"Dans la semaine": ["3"]}
    assert lus["motifs"] == {"Sans motif dit": ["2"]}


def test_a_grouped_return_counts_by_partenaire_and_not_by_quartier(
    coordination, equipe, sortie, partenaire
):
    orienter(sortie, partenaire, 4)
    RetourGroupe.objects.create(
        equipe=equipe,
        partenaire=partenaire,
        mois=date(2026, 9, 1),
        accueillies=9,
        source="un_retour_groupe",
        dit_le=date(2026, 10, 2),
    )
    lus = tableaux(coordination)
    assert lus["par-partenaire"]["Maison de quartier"][:3] == ["4", "4", f"100{FINE}%"]
    assert lus["par-quartier"]["Les Essais"][:3] == ["4", "0", "–"]
    dit = coordination.get(ADRESSE).content.decode()
    assert "Sans les retours groupés" in dit
    assert "4 personnes reçues par retour groupé seulement" in dit
    seul = coordination.get(f"{ADRESSE}?besoin=droits")
    assert "seules comptent les suites dites une par une" in seul.content.decode()
    assert seul.context["suivi"].ensemble.recues == 0


def test_the_figures_are_the_same_once_links_are_cut(coordination, sortie, partenaire):
    orienter(sortie, partenaire, 3, statut="accueillie", delai="mois")
    orienter(sortie, partenaire, 2, statut="refusee")
    avant = tableaux(coordination)
    for une in Orientation.objects.all():
        couper(une)
    assert not Orientation.objects.exclude(besoin=None).exists()
    assert tableaux(coordination) == avant


def test_it_can_be_narrowed(coordination, equipe, sortie, partenaire, quartier):
    autre = PartenaireFactory(equipe=equipe, nom="Autre maison")
    orienter(sortie, partenaire, 2)
    orienter(SortieFactory(equipe=equipe, date=date(2026, 2, 3)), autre, 1, code="logement")
    aides = CategorieBesoin.objects.get(code="aides_prestations")
    for choix, nombre in [
        ("", 3),
        ("trimestre=2026-T3", 2),
        ("trimestre=2026-T1", 1),
        ("trimestre=2026-T1&jusqu_a=2026-T3", 3),
        ("trimestre=2025-T4", 0),
        (f"partenaire={autre.pk}", 1),
        (f"besoin={aides.pk}", 2),
        ("besoin=numerique", 0),
        (f"quartier={quartier.cle}", 2),
    ]:
        contexte = coordination.get(f"{ADRESSE}?{choix}").context
        assert contexte["suivi"].ensemble.orientations == nombre, choix


@pytest.mark.parametrize(
    ("choix", "dit"),
    [
        ("trimestre=2026-T9", "Sélectionnez un choix valide"),
        ("partenaire=inconnu", "Sélectionnez un choix valide"),
        ("jusqu_a=2026-T3", "Dire aussi le premier trimestre"),
        ("trimestre=2026-T3&jusqu_a=2026-T1", "vient avant le premier"),
    ],
)
def test_a_bad_choice_is_told_and_no_figure_is_shown(coordination, sortie, choix, dit):
    reponse = coordination.get(f"{ADRESSE}?{choix}")
    assert dit in reponse.content.decode()
    assert "tableaux" not in reponse.context


def test_the_gap_is_a_table_and_a_map(coordination, sortie):
    for _ in range(6):
        BesoinFactory(rencontre=RencontreFactory(sortie=sortie), reponse="sans_reponse")
    lus = tableaux(coordination)
    nom = CategorieBesoin.objects.get(code="aides_prestations").libelle
    assert lus["manques-besoin"][nom] == ["aucun", "6", "6", "0", "0", "6"]
    assert lus["manques-quartier"]["Les Essais"] == ["6", "6", "0", "0", "6"]
    dit = coordination.get(ADRESSE).content.decode()
    assert f"Les Essais{FINE}: 6 besoins restés sans réponse." in dit


def test_an_empty_page_teaches_the_next_gesture(coordination):
    dit = coordination.get(ADRESSE).content.decode()
    assert "Aucune orientation pour l’instant" in dit
    assert "Depuis la tablette" in dit
    assert "Version imprimable" not in dit


def test_paper_is_marked_internal_and_hides_1_to_4(coordination, sortie, partenaire):
    orienter(sortie, partenaire, 3, statut="accueillie", delai="semaine")
    for _ in range(4):
        BesoinFactory(rencontre=RencontreFactory(sortie=sortie), reponse="a_revoir")
    dit = coordination.get(PAPIER).content.decode()
    assert "Interne, ne pas diffuser" in dit
    cachees = [f"<{FINE}5", f"<{FINE}5", "masqué", "0", "0", "0", "0"]
    lus = tableaux(coordination, PAPIER)
    assert lus["par-partenaire"]["Maison de quartier"] == cachees
    assert lus["delais"] == {"Dans la semaine": [f"<{FINE}5"]}
    assert f"Les Essais{FINE}: &lt;{FINE}5 besoins" in dit
    assert f"Les Essais{FINE}: 4 besoins" not in dit


def test_on_paper_a_hidden_count_takes_the_plural(coordination, sortie):
    OrientationFactory(besoin__rencontre__sortie=sortie)
    assert (
        "1 orientation, dont 0 reçue et 1 en attente" in coordination.get(ADRESSE).content.decode()
    )
    dit = coordination.get(PAPIER).context["resume"]
    assert dit == f"<{FINE}5 orientations, dont 0 reçue et <{FINE}5 en attente."


def test_sejour_is_never_printed_by_quartier(coordination, sortie, partenaire):
    sejour = CategorieBesoin.objects.get(code="sejour_nationalite")
    orienter(sortie, partenaire, 12, code="sejour_nationalite")
    assert coordination.get(f"{ADRESSE}?besoin={sejour.pk}").context["tableaux"]
    reponse = coordination.get(f"{PAPIER}?besoin={sejour.pk}")
    assert "ne s’imprime pas par quartier" in reponse.content.decode()
    assert "tableaux" not in reponse.context


def test_sejour_is_in_no_figure_of_a_quartier_on_paper(coordination, sortie, partenaire, quartier):
    sejour = CategorieBesoin.objects.get(code="sejour_nationalite").libelle
    orienter(sortie, partenaire, 7, code="sejour_nationalite")
    orienter(sortie, partenaire, 6)
    seul = f"?quartier={quartier.cle}"
    assert tableaux(coordination, ADRESSE + seul)["par-besoin"][sejour][0] == "7"
    assert tableaux(coordination, PAPIER)["par-besoin"][sejour][0] == "7"
    lus = tableaux(coordination, PAPIER + seul)
    assert sejour not in lus["par-besoin"] | lus["manques-besoin"]
    assert lus["par-besoin"]["Ensemble"][0] == lus["manques-quartier"]["Ensemble"][0] == "6"
    assert "Non comptés ici" in coordination.get(PAPIER + seul).content.decode()


@pytest.mark.parametrize(
    ("adresse", "premier"), [(ADRESSE, "Complet"), (PAPIER, "Hors des missions")]
)
def test_the_order_of_rows_tells_nothing_that_is_hidden(
    coordination, sortie, partenaire, adresse, premier
):
    for motif, nombre in (("hors_des_missions", 1), ("complet", 3)):
        orienter(sortie, partenaire, nombre, statut="refusee")
        for une in Orientation.objects.filter(suites=None):
            une.suites.create(statut="refusee", jour=une.jour, source="le_partenaire", motif=motif)
    assert next(iter(tableaux(coordination, adresse)["motifs"])) == premier


def test_another_équipe_counts_for_nothing(coordination, etrangere, sortie, partenaire):
    orienter(sortie, partenaire, 2)
    assert etrangere.get(ADRESSE).context["suivi"].ensemble.orientations == 0
    dit = etrangere.get(ADRESSE).content.decode()
    assert "Maison de quartier" not in dit
    refusee = etrangere.get(f"{ADRESSE}?partenaire={partenaire.pk}")
    assert "tableaux" not in refusee.context


@pytest.mark.parametrize("adresse", [ADRESSE, PAPIER])
def test_only_the_coordination_enters(mediation, pilotage, administration, anonyme, adresse):
    for personne in (mediation, pilotage, administration):
        assert personne.get(adresse).status_code == 403
    assert anonyme.get(adresse).status_code == 302


def test_opening_it_writes_nothing(coordination, sortie, partenaire):
    orienter(sortie, partenaire)
    with lecture_seule():
        coordination.get(ADRESSE)


def test_twenty_rows_cost_no_more_queries_than_ten(coordination, equipe, sortie):
    nombres = []
    for _ in range(2):
        for _ in range(10):
            une = SortieFactory(equipe=equipe, date=sortie.date)
            orienter(une, PartenaireFactory(equipe=equipe))
            BesoinFactory(rencontre__sortie=une, reponse="sans_reponse")
        with CaptureQueriesContext(connection) as requetes:
            coordination.get(ADRESSE)
        nombres.append(len(requetes))
    assert nombres[0] == nombres[1]
