"""What may be asked of the map: defaults, several trimestres, free days, and refusals."""

from datetime import date

import pytest
import time_machine
from django.http import QueryDict

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from sessions.periodes import Periode, Trimestre
from sessions.statistiques.demande import Mesure
from sessions.statistiques.filtres import CarteDuPilotage, ChoixDeCarte, ChoixImprimable

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("au_22_novembre"),
]


@pytest.fixture
def au_22_novembre():  # type: ignore[no-untyped-def]
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


def choix(
    equipe: Equipe, adresse: str = "", formulaire: type[CarteDuPilotage] = ChoixDeCarte
) -> CarteDuPilotage:
    return formulaire(QueryDict(adresse), equipe=equipe, quartiers=[])


def periode(equipe: Equipe, adresse: str) -> Periode:
    form = choix(equipe, adresse)
    assert form.is_valid(), form.errors
    return form.demande().selection.periode


def test_by_default_the_last_four_trimestres_are_shown(equipe: Equipe) -> None:
    assert periode(equipe, "") == Periode(date(2026, 1, 1), date(2026, 12, 31))


def test_pilotage_sees_by_default_the_last_trimestre_that_ended(equipe: Equipe) -> None:
    form = choix(equipe, "", CarteDuPilotage)

    assert form.is_valid()
    assert form.demande().selection.periode == Periode.de(Trimestre(2026, 3))


def test_one_trimestre_or_several(equipe: Equipe) -> None:
    assert periode(equipe, "trimestre=2026-T2") == Periode.de(Trimestre(2026, 2))
    assert periode(equipe, "trimestre=2025-T4&jusqu_a=2026-T2") == Periode(
        date(2025, 10, 1), date(2026, 6, 30)
    )


def test_free_days_win_over_trimestres(equipe: Equipe) -> None:
    adresse = "trimestre=2026-T2&du=2026-07-04&au=2026-08-15"

    assert periode(equipe, adresse) == Periode(date(2026, 7, 4), date(2026, 8, 15))


def test_free_days_without_an_end_run_to_today(equipe: Equipe) -> None:
    assert periode(equipe, "du=2026-07-04").au == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("adresse", "champ", "phrase"),
    [
        ("trimestre=hier", "trimestre", "Sélectionnez un choix valide"),
        ("besoin=argent", "besoin", "Sélectionnez un choix valide"),
        ("mesure=moyenne", "mesure", "Sélectionnez un choix valide"),
        ("quartier=35238-99", "quartier", "Sélectionnez un choix valide"),
        ("du=2026-02-31", "du", "Saisissez une date valide"),
        ("du=0001-01-01", "du", "depuis l’an 2000"),
        ("du=2026-01-01&au=9999-12-31", "au", "avant 2101"),
        ("au=2026-07-04", "du", "premier jour"),
        ("du=2026-07-04&au=2026-07-03", "au", "vient après son début"),
        ("du=2027-01-01", "au", "vient après son début"),
        ("jusqu_a=2026-T2", "trimestre", "premier trimestre"),
        ("trimestre=2026-T2&jusqu_a=2026-T1", "jusqu_a", "vient avant le premier"),
    ],
)
def test_a_bad_value_gets_one_clear_sentence(
    equipe: Equipe, adresse: str, champ: str, phrase: str
) -> None:
    form = choix(equipe, adresse)

    assert not form.is_valid()
    assert list(form.errors) == [champ]
    assert phrase in " ".join(form.errors[champ])


def test_a_domain_and_a_category_are_told_apart(equipe: Equipe) -> None:
    domaine = choix(equipe, "besoin=droits&mesure=nombre")
    categorie = choix(equipe, "besoin=logement")
    assert domaine.is_valid()
    assert categorie.is_valid()

    assert domaine.demande().selection.domaine == "droits"
    assert domaine.demande().mesure == Mesure.NOMBRE
    assert categorie.demande().selection.categorie == "logement"
    assert categorie.demande().besoin == "Logement, bailleur"


def test_pilotage_is_told_what_is_not_followed(equipe: Equipe) -> None:
    form = choix(equipe, "besoin=droits&du=&mesure=part", CarteDuPilotage)

    assert form.is_valid()
    assert form.ignores == ["besoin"]
    assert not form.demande().selection.porte_sur_un_besoin


def test_another_equipe_s_own_category_cannot_be_asked(
    equipe: Equipe, autre_equipe: Equipe
) -> None:
    CategorieBesoin.objects.create(
        equipe=autre_equipe, code="punaises", domaine="droits", famille="logement"
    )

    assert not choix(equipe, "besoin=punaises").is_valid()
    assert choix(autre_equipe, "besoin=punaises").is_valid()


def test_sejour_is_never_printed_by_quartier_nor_its_sub_categories(equipe: Equipe) -> None:
    sejour = CategorieBesoin.objects.get(code="sejour_nationalite")
    CategorieBesoin.objects.create(
        equipe=equipe, code="asile", domaine="droits", famille="titre_de_sejour", parent=sejour
    )

    for code in ("sejour_nationalite", "asile"):
        assert choix(equipe, f"besoin={code}").is_valid()
        form = choix(equipe, f"besoin={code}", ChoixImprimable)
        assert "ne s’imprime pas" in " ".join(form.errors["besoin"])
    assert choix(equipe, "besoin=droits", ChoixImprimable).is_valid()


@pytest.mark.parametrize("montrer", ["passages", "refus"])
@pytest.mark.parametrize(
    ("reste", "champ"),
    [
        ("besoin=droits", "besoin"),
        ("genre=feminin", "genre"),
        ("tranche_age=75_plus", "tranche_age"),
    ],
)
def test_what_haltes_count_says_neither_besoin_nor_person(
    equipe: Equipe, montrer: str, reste: str, champ: str
) -> None:
    form = choix(equipe, f"montrer={montrer}&{reste}")

    assert list(form.errors) == [champ]
    assert "remettre" in form.errors[champ][0]


def test_an_orientation_has_a_besoin_but_no_person(equipe: Equipe) -> None:
    assert choix(equipe, "montrer=orientations&besoin=droits").is_valid()
    assert list(choix(equipe, "montrer=orientations&activite=retraite").errors) == ["activite"]


def test_an_answer_can_be_narrowed_to_a_besoin_and_a_person(equipe: Equipe) -> None:
    form = choix(equipe, "montrer=reponse-sur_place&besoin=droits&genre=feminin&qpv=oui")

    assert form.is_valid(), form.errors
    demande = form.demande()
    assert demande.sujet.code == "reponse-sur_place"
    assert (demande.selection.domaine, demande.selection.genre) == ("droits", "feminin")


@pytest.mark.parametrize(
    "montrer", ["reponse-sur_place", "orientations", "exigence-avoir_un_mobile", "vecu-fiere"]
)
def test_pilotage_maps_rencontres_passages_and_refus_only(equipe: Equipe, montrer: str) -> None:
    assert "montrer" in choix(equipe, f"montrer={montrer}", CarteDuPilotage).errors
    assert "mesure" in choix(equipe, "mesure=ecart", CarteDuPilotage).errors
    for permis in ("", "passages", "refus"):
        assert choix(equipe, f"montrer={permis}", CarteDuPilotage).is_valid()


@pytest.mark.parametrize("montrer", ["vecu-fiere", "aisance_francais-difficile", "note"])
def test_what_is_never_by_quartier_cannot_be_asked(equipe: Equipe, montrer: str) -> None:
    assert list(choix(equipe, f"montrer={montrer}").errors) == ["montrer"]


def test_lieux_do_not_print(equipe: Equipe) -> None:
    for formulaire, gardes in ((ChoixDeCarte, True), (ChoixImprimable, False)):
        form = choix(equipe, "lieux=oui", formulaire)
        assert form.is_valid()
        assert form.demande().lieux is gardes
