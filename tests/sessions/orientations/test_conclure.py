"""What came of an orientation is told once."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sessions.models import Orientation, Suite
from sessions.nomenclatures.listes import codes
from sessions.orientations.services import (
    DejaConnue,
    SuiteRefusee,
    conclure,
    delai,
    expirer,
    par_code,
    par_jeton,
)
from tests.fabriques import OrientationFactory
from tests.sessions.orientations.conftest import Remise, remettre

FINALES = ["accueillie", "refusee", "non_venue", "expiree"]


def test_the_outcome_is_dated_to_the_month_and_says_who_told(remise: Remise):
    conclue = conclure(remise.en_base(), "refusee", source="le_partenaire", motif="complet")
    assert (conclue.statut, conclue.delai) == ("refusee", "mois")
    suite = Suite.objects.get(orientation=conclue)
    dite = (suite.statut, suite.source, suite.motif, suite.jour)
    assert dite == ("refusee", "le_partenaire", "complet", date(2026, 9, 1))


def test_it_is_told_once(remise: Remise):
    orientation = remise.en_base()
    conclure(orientation, "accueillie", source="le_partenaire")
    with pytest.raises(DejaConnue):
        conclure(orientation, "refusee", source="la_coordination", motif="complet")
    assert Orientation.objects.get().statut == "accueillie"
    assert Suite.objects.count() == 1


@pytest.mark.parametrize(
    ("statut", "dit", "phrase"),
    [
        ("refusee", {}, "Choisir la raison"),
        ("refusee", {"motif": "parce_que"}, "Choisir la raison"),
        ("accueillie", {"motif": "complet"}, "Une raison ne va qu’avec"),
        ("non_venue", {}, "«\u202fNon venue\u202f» ne se dit que d’un rendez-vous"),
        ("remise", {}, "Choisir ce qu’il en est"),
        ("perdue", {}, "Choisir ce qu’il en est"),
        ("accueillie", {"source": "la_voisine"}, "Choisir dans la liste qui l’a dit"),
    ],
)
def test_what_cannot_be_told_says_why_and_changes_nothing(
    remise: Remise, statut: str, dit: dict[str, Any], phrase: str
):
    with pytest.raises(SuiteRefusee, match=phrase):
        conclure(remise.en_base(), statut, **{"source": "le_partenaire", **dit})
    assert remise.en_base().statut == "remise"
    assert not Suite.objects.exists()


def test_not_come_is_told_of_a_rendez_vous(horloge, tablette, partenaire):
    remise = remettre(tablette, partenaire, modalite="rendez_vous_pris")
    assert conclure(remise.en_base(), "non_venue", source="le_partenaire").statut == "non_venue"


def test_out_of_sight_nobody_told_and_the_delay_is_unknown(remise: Remise):
    expiree = expirer(remise.en_base())
    assert (expiree.statut, expiree.delai) == ("expiree", "non_renseigne")
    assert Suite.objects.get().source == ""


@pytest.mark.parametrize(
    ("jours", "tranche"),
    [
        (-1, "non_renseigne"),
        (0, "semaine"),
        (7, "semaine"),
        (8, "mois"),
        (30, "mois"),
        (31, "deux_mois"),
        (60, "deux_mois"),
        (61, "non_renseigne"),
    ],
)
def test_the_bracket_of_the_delay(jours: int, tranche: str):
    assert delai(date(2026, 9, 15), date(2026, 9, 15) + timedelta(days=jours)) == tranche


@given(du=st.dates(), au=st.dates())
def test_the_bracket_is_always_one_of_the_list(du: date, au: date):
    assert delai(du, au) in codes("delai_de_suite")


@pytest.mark.parametrize("ecrit", ["{}", " {} ", "{}\n"])
def test_a_token_names_its_orientation_however_it_is_typed(remise: Remise, ecrit: str):
    assert par_jeton(ecrit.format(remise.jeton.lower())) == remise.en_base()


@pytest.mark.parametrize(
    ("quand", "trouvee"),
    [("2026-11-14 23:00+01:00", True), ("2026-11-15 01:00+01:00", False)],
)
def test_a_token_lasts_sixty_days(remise: Remise, horloge, quand: str, trouvee: bool):
    horloge.move_to(quand)
    assert (par_jeton(remise.jeton) is not None) is trouvee
    assert (par_code(remise.code, Orientation.objects.all()) is not None) is trouvee


def test_a_code_is_read_as_it_is_told(remise: Remise):
    toutes = Orientation.objects.all()
    dit = remise.code.lower()
    dit = dit.replace("o", "0").replace("i", "1").replace("b", "8")
    assert par_code(f"{dit[:3]} - {dit[3:]}", toutes) == remise.en_base()


@pytest.mark.parametrize("code", ["", "ABC", "ÉÉÉÉÉÉ", "ABCDEFG", "\x00" * 6])
def test_what_is_not_a_code_names_nothing(remise: Remise, code: str):
    assert par_code(code, Orientation.objects.all()) is None


def test_a_code_that_two_orientations_share_names_neither(remise: Remise):
    empreinte = remise.en_base().jeton_sha256
    jumelle = empreinte[:10] + empreinte[10:][::-1]
    OrientationFactory(
        besoin__rencontre__sortie=remise.tablette.sortie,
        besoin__rencontre__equipe=remise.tablette.equipe,
        jeton_sha256=jumelle,
    )
    assert par_code(remise.code, Orientation.objects.all()) is None


class TestSequences(TestCase):
    """Whatever is told, in whatever order, one outcome stays."""

    @given(
        dites=st.lists(
            st.tuples(st.sampled_from([*FINALES, "remise", "x"]), st.sampled_from(["", "complet"])),
            max_size=6,
        ),
        modalite=st.sampled_from(sorted(codes("modalite"))),
    )
    def test_any_sequence_ends_in_one_final_state_at_most(self, dites, modalite):
        equipe = OrientationFactory(modalite=modalite).equipe
        acceptees = []
        for statut, motif in dites:
            orientation = Orientation.objects.get(equipe=equipe)
            try:
                conclure(orientation, statut, source="la_coordination", motif=motif)
            except SuiteRefusee:
                continue
            acceptees.append(statut)
        assert len(acceptees) <= 1
        reste = Orientation.objects.get(equipe=equipe)
        assert reste.statut == (acceptees or ["remise"])[0]
        assert reste.statut in {"remise", *FINALES}
        assert [suite.statut for suite in reste.suites.all()] == acceptees
