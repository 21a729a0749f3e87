"""« Choisir où aller »: what is known of each quartier, and what came of what was meant."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions.models import CategorieBesoin, Sortie
from sessions.periodes import Periode, Trimestre
from sessions.planification.filtres import Tri
from sessions.planification.services import Couverture, couvertures
from tests.fabriques import (
    AppartenanceFactory,
    BesoinFactory,
    BilanFactory,
    HalteFactory,
    LieuFactory,
    PartenaireFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.lecture_seule import lecture_seule

ADRESSE = "/sorties/ou-aller/"
PERIODE = Periode.de(Trimestre(2026, 3), Trimestre(2026, 4))


@pytest.fixture(autouse=True)
def _le_22_novembre():
    with time_machine.travel("2026-11-22 12:00+01:00", tick=False):
        yield


@pytest.fixture
def blosne():
    return QuartierFactory(numero=1, nom="Le Blosne")


@pytest.fixture
def centre():
    return QuartierFactory(numero=2, nom="Centre")


def page(personne, **adresse: str) -> str:
    reponse = personne.get(ADRESSE, adresse)
    assert reponse.status_code == 200
    return reponse.content.decode().partition("<main")[2]


def couverture(equipe, quartier) -> Couverture:
    lues = couvertures(equipe, PERIODE, Tri.NOM)
    return next(une for une in lues if une.quartier == quartier)


def jour(mois: int, quantieme: int = 3) -> datetime.date:
    return datetime.date(2026, mois, quantieme)


def test_a_quartier_never_visited_is_there_and_says_so(mediation, blosne, equipe):
    html = page(mediation)
    assert "Le Blosne" in html
    assert "<strong>Jamais</strong>" in html
    assert couverture(equipe, blosne).rythme is None


def test_presence_and_rencontres_per_hour_are_those_of_the_period(equipe, blosne):
    for mois in (3, 9, 10):
        halte = HalteFactory(
            sortie__equipe=equipe, sortie__quartier=blosne, sortie__date=jour(mois)
        )
        RencontreFactory.create_batch(6, sortie=halte.sortie)
    lue = couverture(equipe, blosne)
    assert (lue.presence.sorties, lue.presence.minutes, lue.rencontres) == (2, 240, 12)
    assert lue.rythme == 3
    assert lue.peu_de_recul


def test_the_last_visit_is_of_all_time_and_a_halte_on_the_way_is_one(equipe, blosne, centre):
    SortieFactory(equipe=equipe, quartier=blosne, date=datetime.date(2024, 5, 2))
    assert couverture(equipe, blosne).visites.derniere == datetime.date(2024, 5, 2)
    ailleurs = SortieFactory(equipe=equipe, quartier=centre, date=jour(10))
    HalteFactory(sortie=ailleurs, quartier=blosne)
    assert couverture(equipe, blosne).visites.derniere == jour(10)


def test_what_is_only_planned_or_called_off_is_no_visit(equipe, blosne):
    SortieFactory(equipe=equipe, quartier=blosne, date=jour(12, 9), statut=Sortie.PLANIFIEE)
    SortieFactory(equipe=equipe, quartier=blosne, date=jour(12), statut=Sortie.PLANIFIEE)
    SortieFactory(equipe=equipe, quartier=blosne, date=jour(10), statut=Sortie.PLANIFIEE)
    SortieFactory(
        equipe=equipe, quartier=blosne, date=jour(9), statut="annulee", motif_annulation="Orage"
    )
    visites = couverture(equipe, blosne).visites
    assert (visites.derniere, visites.prochaine) == (None, jour(12))


@pytest.fixture
def sortie(equipe, blosne) -> Sortie:
    return SortieFactory(equipe=equipe, quartier=blosne, date=jour(10))


def entendre(sortie: Sortie, *reponses: str, code: str = "aides_prestations") -> None:
    rencontre = RencontreFactory(sortie=sortie)
    for reponse in reponses:
        BesoinFactory(rencontre=rencontre, reponse=reponse, code=code)


def repondre(equipe, **champs) -> None:
    aides = CategorieBesoin.objects.get(code="aides_prestations")
    aides.partenaires.add(PartenaireFactory(equipe=equipe, **champs))


def test_a_besoin_no_partenaire_answers_counts_whatever_its_reponse_and_once(equipe, sortie):
    entendre(sortie, "sur_place", "sans_reponse", "orientation")
    assert couverture(equipe, sortie.quartier).manques.besoins == 3


def test_once_a_partenaire_answers_only_those_left_without_one_count(equipe, sortie):
    repondre(equipe)
    entendre(sortie, "sur_place", "sans_reponse", "a_revoir", "pas_souhaitee")
    manques = couverture(equipe, sortie.quartier).manques
    assert (manques.besoins, manques.categories) == (2, ["CAF, aides, RSA"])


@pytest.mark.parametrize(
    "champs", [{"is_active": False}, {"en_pause_jusqu_au": datetime.date(2026, 12, 1)}]
)
def test_a_partenaire_that_left_or_is_paused_answers_nobody(equipe, sortie, champs):
    repondre(equipe, **champs)
    entendre(sortie, "sur_place")
    assert couverture(equipe, sortie.quartier).manques.besoins == 1


def test_a_conversation_asks_for_nothing(equipe, sortie):
    entendre(sortie, "sans_reponse", code="discuter")
    assert couverture(equipe, sortie.quartier).manques.besoins == 0


def test_sejour_is_counted_and_never_named_by_quartier(mediation, sortie):
    entendre(sortie, "sans_reponse", code="sejour_nationalite")
    html = page(mediation)
    assert re.search(r'<td class="nombre">1</td>', html)
    assert "Séjour" not in html


def test_lieux_say_qpv_unknown_apart_and_those_never_tried(equipe, sortie, blosne, mediation):
    champs = {"equipe": equipe, "quartier": blosne}
    essaye = LieuFactory(**champs, nom="Place essayée", en_qpv=True)
    LieuFactory(**champs, nom="Marché", en_qpv=False)
    LieuFactory(**champs, nom="Parc")
    LieuFactory(**champs, nom="Ancien lieu", is_active=False)
    HalteFactory(sortie=sortie, lieu=essaye)
    lieux = couverture(equipe, blosne).lieux
    assert (lieux.en_tout, lieux.en_qpv, lieux.qpv_inconnu) == (3, 1, 1)
    assert lieux.jamais == ["Marché", "Parc"]
    html = page(mediation)
    assert "Marché, Parc" in html
    assert "Ancien lieu" not in html


def test_a_lieu_of_a_sortie_called_off_is_still_to_be_tried(equipe, blosne):
    annulee = SortieFactory(
        equipe=equipe, quartier=blosne, statut="annulee", motif_annulation="Orage"
    )
    HalteFactory(sortie=annulee, lieu=LieuFactory(equipe=equipe, quartier=blosne, nom="Parc"))
    assert couverture(equipe, blosne).lieux.jamais == ["Parc"]


@pytest.mark.parametrize(
    ("tri", "premier"),
    [
        ("", "Centre"),
        ("nom", "Le Blosne"),
        ("sorties", "Centre"),
        ("heures", "Centre"),
        ("rythme", "Le Blosne"),
        ("besoins", "Le Blosne"),
        ("qpv", "Centre"),
        ("lieux", "Centre"),
    ],
)
def test_rows_come_in_the_order_asked_for(mediation, equipe, sortie, centre, tri, premier):
    HalteFactory(sortie=sortie)
    entendre(sortie, "sans_reponse")
    LieuFactory(equipe=equipe, quartier=centre, en_qpv=True)
    html = page(mediation, tri=tri)
    assert re.findall(r'<th scope="row">([^<]+)<', html)[0].strip() == premier
    assert html.count("aria-sort=") == 1


def test_a_quartier_hardly_visited_comes_after_those_that_can_be_compared(
    equipe, sortie, blosne, centre
):
    HalteFactory(sortie=sortie)
    RencontreFactory.create_batch(9, sortie=sortie)
    for _ in range(3):
        halte = HalteFactory(sortie__equipe=equipe, sortie__quartier=centre, sortie__date=jour(10))
    RencontreFactory(sortie=halte.sortie)
    rangees = couvertures(equipe, PERIODE, Tri.RYTHME)
    assert [une.quartier for une in rangees] == [centre, blosne]


@pytest.mark.parametrize("adresse", [{"tri": "x"}, {"trimestre": "2026-T9"}, {"trimestre": "\x00"}])
def test_a_bad_value_is_told_and_no_figure_is_shown(mediation, blosne, adresse: dict[str, str]):
    html = page(mediation, **adresse)
    assert "champ__erreur" in html
    assert "<table" not in html


def test_a_trimestre_narrows_the_period(mediation, equipe, sortie):
    HalteFactory(sortie=sortie)
    assert "2\xa0h" in page(mediation, trimestre="2026-T4")
    assert "2\xa0h" not in page(mediation, trimestre="2026-T3")


def test_only_the_coordination_plans_from_a_row(mediation, coordination, blosne):
    assert f"/sorties/nouvelle/?quartier={blosne.cle}" in page(coordination)
    assert "/sorties/nouvelle/" not in page(mediation)


def test_the_intention_stands_beside_what_happened_and_no_name_is_there(mediation, equipe, sortie):
    Sortie.objects.update(intention="Tenter le marché.")
    sortie.equipage.add(AppartenanceFactory(equipe=equipe, utilisateur__nom="Yseult").utilisateur)
    PassagesFactory(halte=HalteFactory(sortie=sortie), passages=9, refus=2)
    BilanFactory(sortie=sortie, ce_qui_a_pris="La roue.", ce_qui_a_coince="Le vent.")
    RencontreFactory(sortie=sortie, note="Canari de la note", auteur=mediation.utilisateur)
    html = page(mediation)
    for mots in (
        "Tenter le marché.",
        "1 halte, 1 rencontre, 9 passages, 2 refus.",
        "La roue.",
        "Le vent.",
    ):
        assert mots in html
    assert "Yseult" not in html
    assert "Canari" not in html


def test_a_sortie_without_intention_or_not_yet_done_is_not_compared(mediation, equipe, sortie):
    SortieFactory(equipe=equipe, date=jour(11, 30), statut=Sortie.PLANIFIEE, intention="Demain.")
    html = page(mediation)
    assert "Demain." not in html
    assert "Rien à comparer sur cette période." in html


def test_a_commune_without_quartier_teaches_what_to_do(mediation):
    assert "La commune n’a pas encore de quartiers" in page(mediation)


def test_another_equipe_counts_for_nothing(mediation, equipe, autre_equipe, blosne):
    etrangere = SortieFactory(
        equipe=autre_equipe, quartier=blosne, date=jour(10), intention="Canari"
    )
    HalteFactory(
        sortie=etrangere, lieu=LieuFactory(equipe=autre_equipe, quartier=blosne, nom="Canari")
    )
    entendre(etrangere, "sans_reponse")
    LieuFactory(equipe=autre_equipe, quartier=blosne, nom="Canari neuf")
    assert "Canari" not in page(mediation)
    lue = couverture(equipe, blosne)
    assert (lue.visites.derniere, lue.rencontres, lue.manques.besoins) == (None, 0, 0)
    assert lue.lieux.en_tout == 0


def test_opening_it_writes_nothing(mediation, sortie):
    page(mediation)
    with lecture_seule():
        page(mediation)
    assert mediation.post(ADRESSE).status_code == 405


def test_twenty_quartiers_cost_no_more_queries_than_ten(coordination, equipe):
    comptes = []
    for dizaine in range(2):
        for rang in range(10):
            quartier = QuartierFactory(numero=10 * dizaine + rang + 1)
            sortie = SortieFactory(
                equipe=equipe, quartier=quartier, date=jour(10), intention="Essayer."
            )
            HalteFactory(sortie=sortie, lieu=LieuFactory(equipe=equipe, quartier=quartier))
            entendre(sortie, "sans_reponse", "sur_place")
        with CaptureQueriesContext(connection) as requetes:
            page(coordination)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 14


def test_the_next_sortie_is_told_as_french_tells_a_date(mediation, equipe, blosne):
    premier = datetime.date(2026, 12, 1)
    SortieFactory(equipe=equipe, quartier=blosne, date=premier, statut="planifiee")
    assert "prévue le\xa01er\xa0déc." in page(mediation)
