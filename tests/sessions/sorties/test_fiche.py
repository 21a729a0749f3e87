import datetime

import pytest
from django.urls import reverse

from medlove.models import Metier
from sessions.models import Sortie, UsageOutil
from tests.fabriques import (
    AppartenanceFactory,
    BesoinFactory,
    BilanFactory,
    HalteFactory,
    LieuFactory,
    OutilFactory,
    PassagesFactory,
    RencontreFactory,
    SortieFactory,
)


@pytest.fixture
def sortie(equipe) -> Sortie:
    return SortieFactory(equipe=equipe, questions=["exigences"], intention="Essayer le marché.")


def texte(personne, sortie: Sortie) -> str:
    reponse = personne.get(reverse("sorties:fiche", args=[sortie.pk]))
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_it_tells_what_was_prepared(mediation, sortie):
    page = texte(mediation, sortie)
    assert "Mardi 15 septembre 2026" in page
    assert "Ce que la démarche exigeait" in page
    assert "Essayer le marché." in page


def test_haltes_say_where_when_and_what_was_counted(mediation, equipe, sortie):
    lieu = LieuFactory(equipe=equipe, nom="Place de Zagreb", quartier=sortie.quartier)
    halte = HalteFactory(sortie=sortie, lieu=lieu, depart=datetime.time(15, 30))
    PassagesFactory(halte=halte, passages=7, refus=2)
    PassagesFactory(halte=halte, passages=4, refus=1)
    PassagesFactory(halte=HalteFactory(sortie=sortie, rang=2), passages=1)
    page = texte(mediation, sortie)
    assert "Place de Zagreb" in page
    assert "11 passages, 3 refus" in page
    assert "0 rencontre, 12 passages, 3 refus, 3\xa0h\xa030 de présence" in page


def test_a_mediator_reads_her_own_rencontres_and_the_count_of_all(mediation, coequipiere, sortie):
    sienne = RencontreFactory(sortie=sortie, auteur=mediation.utilisateur)
    autre = RencontreFactory(sortie=sortie, auteur=coequipiere.utilisateur)
    BesoinFactory(rencontre=sienne)
    page = texte(mediation, sortie)
    assert str(sienne.pk) in page
    assert str(autre.pk) not in page
    assert "2 rencontres" in page
    assert "Vous lisez les vôtres\u202f: 1 sur 2." in page


def test_the_coordination_reads_them_all(coordination, mediation, sortie):
    rencontres = RencontreFactory.create_batch(2, sortie=sortie, auteur=mediation.utilisateur)
    page = texte(coordination, sortie)
    assert all(str(rencontre.pk) in page for rencontre in rencontres)


def test_the_bilan_is_told_to_the_crew(mediation, equipe, sortie):
    bilan = BilanFactory(
        sortie=sortie,
        scene="Un banc, deux chaises.",
        parole="On se sent moins seule.",
        accroche=["velo", "jeu"],
        meteo="vent",
        kilometres_dixiemes=84,
    )
    UsageOutil.objects.create(
        bilan=bilan, outil=OutilFactory(equipe=equipe, nom="Le mémo"), reaction="fait_parler"
    )
    page = texte(mediation, sortie)
    for mots in ["Un banc, deux chaises.", "Vélo, Jeu", "Vent", "8,4 km", "Le mémo", "Fait parler"]:
        assert mots in page
    assert "«\u202fOn se sent moins seule.\u202f»" in page


def test_totals_confirmed_that_differ_from_the_notes_are_told(mediation, sortie):
    BilanFactory(sortie=sortie, rencontres=10, passages=0, refus=None)
    assert "Au bilan, 10 rencontres de plus que dans le carnet." in texte(mediation, sortie)


def test_totals_confirmed_as_noted_need_no_word(mediation, sortie):
    BilanFactory(sortie=sortie, rencontres=0, passages=0, refus=0)
    assert "Au bilan," not in texte(mediation, sortie)


def test_the_wish_to_talk_is_read_by_the_coordination_only(mediation, coordination, sortie):
    BilanFactory(sortie=sortie, envie_d_en_parler="Une fin de journée lourde.")
    assert "Une fin de journée lourde." in texte(coordination, sortie)
    assert "Une fin de journée lourde." not in texte(mediation, sortie)


@pytest.mark.parametrize(
    ("metiers", "mixte"),
    [
        ([Metier.MEDIATION_SOCIALE, Metier.MEDIATION_NUMERIQUE], True),
        ([Metier.MEDIATION_NUMERIQUE, Metier.MEDIATION_NUMERIQUE], False),
        ([Metier.MEDIATION_SOCIALE, Metier.BENEVOLE], False),
        ([], False),
    ],
)
def test_a_crew_of_both_metiers_is_told(mediation, equipe, sortie, metiers: list, mixte: bool):
    for metier in metiers:
        membre = AppartenanceFactory(equipe=equipe, metier=metier)
        sortie.equipage.add(membre.utilisateur)
    assert ("Sortie mixte" in texte(mediation, sortie)) is mixte


def test_a_sortie_called_off_says_why_and_is_not_opened_again(coordination, equipe):
    annulee = SortieFactory(equipe=equipe, statut=Sortie.ANNULEE, motif_annulation="Orage")
    page = texte(coordination, annulee)
    assert "Sortie annulée\u202f: Orage" in page
    assert "Ouvrir sur le terrain" not in page
    assert "/modifier/" not in page


def test_only_the_coordination_is_offered_to_change_it(mediation, coordination, sortie):
    assert "/modifier/" in texte(coordination, sortie)
    assert "/modifier/" not in texte(mediation, sortie)


@pytest.mark.parametrize(
    ("statut", "offerte"), [("planifiee", True), ("en_cours", True), ("terminee", False)]
)
def test_a_sortie_to_come_offers_the_fiche_de_poche(mediation, equipe, statut, offerte):
    page = texte(mediation, SortieFactory(equipe=equipe, statut=statut))
    assert (reverse("terrain:fiche_de_poche") in page) is offerte


def test_the_intention_stands_beside_what_happened(mediation, sortie):
    PassagesFactory(halte=HalteFactory(sortie=sortie), passages=7, refus=2)
    RencontreFactory(sortie=sortie)
    BilanFactory(sortie=sortie, ce_qui_a_pris="Le mémo.", ce_qui_a_coince="Le vent.")
    page = texte(mediation, sortie)
    suite = page.partition("Ce que nous voulions")[2].partition("</dl>")[0]
    assert "Essayer le marché." in suite
    assert "1 halte, 1 rencontre, 7 passages, 2 refus." in suite
    assert "Le mémo." in suite
    assert "Le vent." in suite
    for mots in ("Essayer le marché.", "Le mémo.", "Le vent."):
        assert page.count(mots) == 1


def test_before_its_bilan_the_comparison_says_what_is_missing(mediation, sortie):
    assert "Le bilan dira ce qui a pris, et ce qui a coincé." in texte(mediation, sortie)


@pytest.mark.parametrize(
    "champs",
    [{"intention": ""}, {"statut": "planifiee"}, {"statut": "annulee", "motif_annulation": "x"}],
)
def test_nothing_is_compared_without_an_intention_or_before_the_sortie(mediation, equipe, champs):
    sortie = SortieFactory(equipe=equipe, **{"intention": "Essayer le marché.", **champs})
    BilanFactory(sortie=sortie, ce_qui_a_pris="Le mémo.")
    page = texte(mediation, sortie)
    assert "Ce que nous voulions" not in page
    assert "Le mémo." in page
    assert ("Essayer le marché." in page) is ("intention" not in champs)
