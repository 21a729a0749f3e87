"""The page of statistics: who enters, the same figures as elsewhere, what is refused, its cost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import Appel, Besoin, CategorieBesoin, Exigence, QuestionPosee, Rencontre
from sessions.nomenclatures.listes import libelles
from sessions.rencontres.selection import Selection
from sessions.statistiques.effectifs import Lecture
from sessions.statistiques.mesures import DIMENSIONS, demandees_ensemble
from sessions.statistiques.tables import Croisement, Redaction, croiser, section_croisee
from territoires.models import Quartier
from tests.fabriques import (
    BesoinFactory,
    ProfessionnelFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.personnes import Personne
from tests.sessions.statistiques.conftest import ANNEE as ANNEE_2026
from tests.sessions.statistiques.pages import (
    ADRESSE,
    ANNEE,
    IMPRESSION,
    T3,
    tables,
    texte,
)

TERRAIN = ["mediation", "coequipiere", "coordination"]
Saison = dict[str, Quartier]


# --- Who enters ---------------------------------------------------------------


@pytest.mark.parametrize("qui", [*TERRAIN, "pilotage"])
def test_every_member_of_the_equipe_reads_its_figures(
    request: pytest.FixtureRequest, saison: Saison, qui: str
) -> None:
    assert "63 rencontres, 77 passages et 11 refus en 11 sorties, 22\xa0h de présence." in texte(
        request.getfixturevalue(qui)
    )


def test_a_stranger_reads_her_own_figures_only(
    etrangere: Personne, autre_equipe: Equipe, saison: Saison
) -> None:
    RencontreFactory(sortie__equipe=autre_equipe, sortie__quartier=saison["valeur"])

    html = texte(etrangere)

    assert "1 rencontre, 0 passage et 0 refus en 1 sortie" in html
    assert tables(html)["par-domaine"]["Droits et démarches"] == ["0", "0 %", "0"]


def test_the_administration_has_no_statistics(administration: Personne) -> None:
    assert administration.get(ADRESSE).status_code == 403


def test_a_visitor_signs_in_first(anonyme: Client) -> None:
    assert anonyme.get(ADRESSE)["Location"].startswith("/compte/connexion/")


@pytest.mark.parametrize(
    ("qui", "code"),
    [("coordination", 200), ("mediation", 403), ("pilotage", 403), ("administration", 403)],
)
def test_only_the_coordination_prints(
    request: pytest.FixtureRequest, saison: Saison, qui: str, code: int
) -> None:
    personne: Personne = request.getfixturevalue(qui)
    assert personne.get(IMPRESSION).status_code == code
    assert ("Version imprimable" in texte(personne) if code == 200 else True) is True


# --- The same figures as everywhere ---------------------------------------------


@pytest.mark.parametrize("besoin", ["", "droits", "famille-logement", "courriel", "loyer"])
def test_statistics_map_and_list_tell_the_same_totals(
    coordination: Personne, saison_tiree: Equipe, besoin: str, graine: int
) -> None:
    for quartier in Quartier.objects.all():
        requete = f"{ANNEE}&besoin={besoin}&quartier={quartier.cle}"
        comptees = tables(texte(coordination, requete)).get("par-trimestre", {})
        nombre = comptees.get("Ensemble", ["0"])[0]
        carte = coordination.get(f"/carte/?{requete}").context["carte"]
        (ligne,) = [une for une in carte.lignes if une.quartier == quartier]
        assert nombre == ligne.chiffres.portant.texte, graine
        liste = coordination.get(f"/rencontres/?{requete}").context["page"]
        assert nombre == str(liste.paginator.count), graine


def test_every_table_of_one_answer_adds_up_to_its_whole(
    coordination: Personne, saison_tiree: Equipe, graine: int
) -> None:
    lues = tables(texte(coordination, ANNEE))
    rencontres = int(lues["par-mois"]["Ensemble"][0])
    assert rencontres == 30
    for code in ("par-tranche-age", "par-genre", "par-activite", "reponses", "organismes"):
        *lignes, ensemble = lues[code].values()
        assert sum(int(nombre) for nombre, _ in lignes) == int(ensemble[0]), (code, graine)
        points = [part.removesuffix(" %").removeprefix("<") for _, part in lignes]
        assert sum(int(un) for un in points) == 100, (code, graine)
    for code in ("par-tranche-age", "par-genre"):
        assert int(lues[code]["Ensemble"][0]) == rencontres
    assert int(lues["reponses"]["Ensemble"][0]) == Besoin.objects.filter(jour__year=2026).count()


def test_months_and_trimestres_add_up_to_the_same_whole(
    coordination: Personne, saison_tiree: Equipe
) -> None:
    lues = tables(texte(coordination, ANNEE))
    for code in ("par-mois", "par-trimestre"):
        *lignes, ensemble = lues[code].values()
        assert [sum(int(une[rang]) for une in lignes) for rang in range(4)] == [
            int(nombre) for nombre in ensemble[:4]
        ]


def test_the_drawing_writes_the_figures_of_the_table(
    coordination: Personne, saison_tiree: Equipe
) -> None:
    html = texte(coordination, ANNEE)
    svg = re.search(r'<div class="chiffres__figure".*?</svg>', html, re.DOTALL)
    assert svg
    ecrits = re.findall(r"<text[^>]*>([^<]+)</text>", svg[0])
    lignes = [une for nom, une in tables(html)["par-mois"].items() if nom != "Ensemble"]
    for rang, titre in enumerate(["Rencontres", "Passages", "Refus", "Sorties", "Présence"]):
        debut = ecrits.index(titre) + 1
        dessines = [" ".join(un.split()) for un in ecrits[debut : debut + len(lignes)]]
        assert dessines == [une[rang] for une in lignes]


# --- What each table says --------------------------------------------------------


def test_a_table_says_what_it_counts_over_which_filter(
    coordination: Personne, saison: Saison
) -> None:
    html = texte(
        coordination,
        f"{T3}&besoin=droits&quartier={saison['valeur'].cle}&genre=feminin&qpv=inconnu",
    )
    assert (
        "3e\u00a0trimestre 2026, besoin «\u202fDroits et démarches\u202f», quartier Quartier "
        "valeur, quartier prioritaire non renseigné, genre\u202f: femme." in html
    )
    assert "Besoins, par réponse donnée." in html


def test_a_question_says_how_many_times_it_was_asked(
    coordination: Personne, equipe: Equipe
) -> None:
    def noter(*exigences: str, posee: bool, **champs: Any) -> None:
        besoin = BesoinFactory(rencontre__sortie__equipe=equipe, **champs)
        Exigence.objects.bulk_create(Exigence(besoin=besoin, code=une) for une in exigences)
        if posee:
            for code in ("exigences", "non_recours", "activite"):
                QuestionPosee.objects.create(rencontre=besoin.rencontre, code=code)

    noter("avoir_un_mobile", "lire_et_ecrire", posee=True, non_recours="non_demande")
    noter("avoir_un_mobile", posee=False)
    noter(posee=True, rencontre__activite="retraite")
    noter(posee=False)

    html = texte(coordination)
    lues = tables(html)

    assert "Question posée, ou répondue d’elle-même, dans 3 rencontres." in html
    assert "Aucune exigence notée dans 1 rencontre." in html
    assert lues["exigences-sortes"]["Exigences matérielles"] == ["2", "67 %"]
    assert lues["exigences"]["Lire et écrire"] == ["1", "33 %"]
    assert lues["non-recours"]["Sait, mais ne demande pas"] == ["1", "50 %"]
    assert lues["non-recours"]["Non renseigné"] == ["1", "50 %"]
    assert lues["par-activite"]["À la retraite"] == ["1", "50 %"]
    assert lues["par-activite"]["Non renseigné"] == ["1", "50 %"]
    assert lues["par-activite"]["Ensemble"] == ["2", "100 %"]


def test_calls_and_wished_help_are_told(coordination: Personne, equipe: Equipe) -> None:
    rencontre = RencontreFactory(
        sortie__equipe=equipe, recours_service_payant="oui", souhaite_aide_a_domicile="non"
    )
    for debloque in (True, True, None):
        Appel.objects.create(
            equipe=equipe,
            sortie=rencontre.sortie,
            saisi_le=rencontre.jour,
            professionnel=ProfessionnelFactory(equipe=equipe),
            debloque=debloque,
        )
    lues = tables(texte(coordination))

    assert lues["appels"]["A débloqué la situation"] == ["2", "67 %"]
    assert lues["appels"]["Non renseigné"] == ["1", "33 %"]
    assert lues["aides-voulues"]["A payé quelqu’un pour une démarche"] == [
        *("1", "1", "0", "0"),
        "100 %",
    ]
    assert lues["aides-voulues"]["Aimerait apprendre sur son appareil"][0] == "0"


def test_droits_and_numerique_of_one_rencontre_are_crossed(
    coordination: Personne, equipe: Equipe
) -> None:
    rencontre = RencontreFactory(sortie__equipe=equipe)
    BesoinFactory(rencontre=rencontre, code="logement")
    BesoinFactory(rencontre=rencontre, code="courriel", rang=2)
    BesoinFactory(rencontre__sortie__equipe=equipe, code="courriel")

    html = texte(coordination)

    assert tables(html)["droits-et-numerique"] == {
        "Logement, bailleur": ["1", "1"],
        "Ensemble": ["1", "1"],
    }
    assert "1 rencontre sur 2 (50\u202f%) portent les deux." in html


def test_an_equipe_that_never_went_out_is_told_what_comes_first(
    coordination: Personne, pilotage: Personne
) -> None:
    assert "Planifier une sortie" in texte(coordination)
    assert "Planifier une sortie" not in texte(pilotage)
    assert "<table" not in texte(pilotage)


def test_nothing_noted_for_a_choice_is_said(coordination: Personne, saison: Saison) -> None:
    html = texte(coordination, "trimestre=2026-T1")
    assert "Rien n’a été noté pour ce choix." in html
    assert "Aucune" not in tables(html)


def test_a_bad_value_is_told_and_no_figure_is_shown(coordination: Personne, saison: Saison) -> None:
    html = texte(coordination, "trimestre=hier&croiser=genre&par=genre")
    assert "est déjà en ligne" in html
    assert "Rien n’est montré pour l’instant" in html
    assert "<table" not in html
    assert "<table" not in texte(coordination, "croiser=auteur")


# --- Crossings ---------------------------------------------------------------------


def test_a_crossing_is_chosen_in_the_address_and_keeps_the_filter(
    coordination: Personne, saison_tiree: Equipe
) -> None:
    html = texte(coordination, f"{ANNEE}&croiser=exigence&par=organisme")
    assert "Ce que la démarche exigeait × qui demandait" in html
    assert f"?{ANNEE}&croiser=categorie&par=sorte_exigence#croiser" in html
    assert '<option value="organisme" selected>' in html


@pytest.mark.parametrize("unes", [("domaine", "reponse"), ("genre", "trimestre")])
def test_a_crossing_of_single_answers_adds_up_both_ways(
    coordination: Personne, saison_tiree: Equipe, unes: tuple[str, str], graine: int
) -> None:
    html = texte(coordination, f"{ANNEE}&croiser={unes[0]}&par={unes[1]}")
    lignes = [
        [int(case.split()[0]) for case in cases] for cases in tables(html)["croisement"].values()
    ]
    assert all(sum(cases) == marge for *cases, marge in lignes), graine
    *dedans, ensemble = lignes
    assert [sum(colonne) for colonne in zip(*dedans, strict=True)] == ensemble


def test_shares_of_a_row_of_single_answers_add_up_to_100(
    coordination: Personne, equipe: Equipe
) -> None:
    for reponse in ("sur_place", "en_partie", "a_revoir"):
        BesoinFactory.create_batch(4, rencontre__sortie__equipe=equipe, reponse=reponse)

    html = texte(coordination, f"{T3}&croiser=categorie&par=reponse")

    assert tables(html)["croisement"]["CAF, aides, RSA"] == ["4 34 %", "4 33 %", "4 33 %", "12"]


def test_margins_are_counted_and_not_added_up(coordination: Personne, equipe: Equipe) -> None:
    besoin = BesoinFactory(rencontre__sortie__equipe=equipe, organisme="caf")
    for code in ("avoir_un_mobile", "lire_et_ecrire"):
        Exigence.objects.create(besoin=besoin, code=code)

    html = texte(coordination, f"{T3}&croiser=exigence&par=organisme")

    assert tables(html)["croisement"]["Ensemble"] == ["1", "1"]
    assert "une ligne peut dépasser son ensemble" in html


@pytest.mark.parametrize("lecture", [Lecture.EXACTE, Lecture.IMPRESSION])
def test_every_dimension_can_be_crossed_with_the_quartier_but_some(
    saison_tiree: Equipe, lecture: Lecture
) -> None:
    refusees = {"vecu"}
    if lecture is Lecture.IMPRESSION:
        refusees |= {"non_recours", "aisance_francais", "organisme"}
    selection = Selection(saison_tiree, ANNEE_2026)
    redaction = Redaction(selection, lecture, "Année 2026")
    posees = demandees_ensemble(selection, libelles("question"))
    for code in DIMENSIONS.keys() - {"quartier"}:
        for croisement in (Croisement.de(code, "quartier"), Croisement.de("quartier", code)):
            refus = redaction.refus(croisement.une, croisement.autre)
            assert bool(refus) is (code in refusees), code
            section = section_croisee(redaction, croiser(selection, croisement, posees))
            (matrice,) = section.matrices
            assert len(matrice.table.lignes) == len(matrice.teintes) > 0, code


def test_a_refused_crossing_says_why_in_place_of_its_table(
    coordination: Personne, saison_tiree: Equipe
) -> None:
    html = texte(coordination, f"{ANNEE}&croiser=quartier&par=vecu")
    assert "Le vécu ne se lit jamais par quartier" in html
    assert "croisement" not in tables(html)
    assert "par-domaine" in tables(html)


# --- Its cost --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("qui", "requete"),
    [
        ("coordination", T3),
        ("mediation", f"{T3}&croiser=initiative&par=exigence&besoin=droits&qpv=inconnu"),
        ("pilotage", T3),
    ],
)
def test_at_most_twelve_queries_whatever_the_choices_and_the_rows(
    request: pytest.FixtureRequest, equipe: Equipe, qui: str, requete: str
) -> None:
    personne = request.getfixturevalue(qui)

    def requetes() -> int:
        with CaptureQueriesContext(connection) as contexte:
            texte(personne, requete)
        return len(contexte)

    def ajouter(nombre: int) -> None:
        sorties = SortieFactory.create_batch(3, equipe=equipe)
        quartiers = QuartierFactory.create_batch(2)
        aides = CategorieBesoin.objects.get(code="aides_prestations")
        faites = Rencontre.objects.bulk_create(
            RencontreFactory.build(sortie=sorties[n % 3], quartier=quartiers[n % 2])
            for n in range(nombre)
        )
        Besoin.objects.bulk_create(
            BesoinFactory.build(rencontre=une, categorie=aides) for une in faites
        )

    ajouter(10)
    avant = requetes()
    ajouter(590)
    assert requetes() == avant <= 12
