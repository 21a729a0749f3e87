"""The page of statistics: who enters, the same figures as elsewhere, what is refused, its cost."""

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import Appel, Besoin, CategorieBesoin, Exigence, QuestionPosee, Rencontre, Vecu
from sessions.nomenclatures.listes import libelles
from sessions.rencontres.selection import Selection
from sessions.statistiques.effectifs import Lecture
from sessions.statistiques.mesures import DIMENSIONS, demandees_ensemble
from sessions.statistiques.tables import Croisement, Redaction, croiser, section_croisee
from territoires.models import Quartier
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    PassagesFactory,
    ProfessionnelFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.personnes import Personne
from tests.sessions.statistiques.conftest import ANNEE as ANNEE_2026

ADRESSE = "/statistiques/"
IMPRESSION = "/statistiques/impression/"
T3 = "trimestre=2026-T3"
ANNEE = "trimestre=2026"
TERRAIN = ["mediation", "coequipiere", "coordination"]
CROISEES = {"croisement", "droits-et-numerique"}
Saison = dict[str, Quartier]
Lignes = dict[str, list[str]]


class Tables(HTMLParser):
    """The tables of a page by the id of their caption, row by row; notes left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.courante: list[list[str]] = []
        self.dedans = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "caption":
            self.courante = self.tables[dict(attrs)["id"].removeprefix("table-")] = []
        elif tag == "tr":
            self.courante.append([])
        elif tag in {"th", "td"} and ("class", "chiffres__barre") not in attrs:
            self.courante[-1].append("")
            self.dedans = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td"}:
            self.dedans = False

    def handle_data(self, data: str) -> None:
        if self.dedans:
            self.courante[-1][-1] += data


def texte(personne: Client, requete: str = T3, adresse: str = ADRESSE) -> str:
    reponse = personne.get(f"{adresse}?{requete}")
    assert reponse.status_code == 200
    return unescape(reponse.content.decode())


def tables(html: str) -> dict[str, Lignes]:
    """{"par-domaine": {"Droits et démarches": ["12", "30 %", "12"]}}, heading left out."""
    lecteur = Tables()
    lecteur.feed(html)
    return {
        code: {
            " ".join(une[0].split()): [" ".join(case.split()) for case in une[1:]]
            for une in lignes[1:]
        }
        for code, lignes in lecteur.tables.items()
    }


def sans_jeton(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


# --- Who enters ---------------------------------------------------------------


@pytest.mark.parametrize("qui", [*TERRAIN, "pilotage"])
def test_every_member_of_the_equipe_reads_its_figures(
    request: pytest.FixtureRequest, saison: Saison, qui: str
) -> None:
    assert "63 rencontres, 77 passages et 11 refus en 11 sorties, 22 h de présence." in texte(
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


# --- What may not be shown ------------------------------------------------------


@pytest.mark.parametrize("lieu", ["quartier", "qpv"])
def test_what_the_person_felt_is_never_read_by_place(
    coordination: Personne, equipe: Equipe, lieu: str
) -> None:
    rencontre = RencontreFactory(sortie__equipe=equipe, halte=None)
    Vecu.objects.create(rencontre=rencontre, code="fiere")
    choix = {"quartier": f"quartier={rencontre.quartier.cle}", "qpv": "qpv=inconnu"}[lieu]

    assert tables(texte(coordination))["vecu"]["Fière"] == ["1", "100 %"]
    for croise in ("", "&croiser=vecu&par=genre"):
        html = texte(coordination, f"{T3}&{choix}{croise}")
        assert "Le vécu ne se lit jamais par quartier" in html
        assert "Fière" not in html
        assert "croisement" not in tables(html) if croise else True


def test_a_print_hides_one_to_four_and_is_marked(coordination: Personne, saison: Saison) -> None:
    BesoinFactory(rencontre=Rencontre.objects.first(), code="courriel", rang=2)
    html = texte(coordination, T3, IMPRESSION)

    assert "Interne, ne pas diffuser" in html
    assert tables(html)["par-domaine"]["Usages numériques"] == ["< 5", "masqué", "< 5"]
    assert tables(html)["par-domaine"]["Droits et démarches"] == ["12", "19 %", "12"]
    assert tables(html)["par-domaine"]["Conversation"] == ["0", "0 %", "0"]


def test_a_print_shows_what_the_screen_shows_but_one_to_four(
    coordination: Personne, saison_tiree: Equipe, graine: int
) -> None:
    """Every cell of every table, its hidden counts apart; their shares with them."""
    requete = f"{ANNEE}&croiser=domaine&par=reponse"
    ecran, papier = (
        tables(texte(coordination, requete)),
        tables(texte(coordination, requete, IMPRESSION)),
    )
    assert ecran.keys() == papier.keys()
    for code, lignes in ecran.items():
        for nom, cases in lignes.items():
            for exacte, imprimee in zip(cases, papier[code][nom], strict=True):
                ou = (code, nom, exacte, imprimee, graine)
                if code in {"par-mois", "par-trimestre"} and imprimee == exacte:
                    continue  # sorties and hours are public
                # In a crossing, the share of a row is written under its count.
                nombre, *part = exacte.split(maxsplit=1)
                if nombre in {"1", "2", "3", "4"} and (not part or code in CROISEES):
                    assert imprimee == "< 5", ou
                else:
                    assert imprimee in {exacte, "masqué"}, ou


def test_a_print_by_quartier_leaves_out_what_would_single_someone_out(
    coordination: Personne, equipe: Equipe
) -> None:
    sortie = SortieFactory(equipe=equipe)
    BesoinFactory.create_batch(
        6,
        rencontre__sortie=sortie,
        code="sejour_nationalite",
        organisme="prefecture_sejour",
        non_recours="non_demande",
    )
    BesoinFactory.create_batch(7, rencontre__sortie=sortie, code="logement")
    ici = f"{T3}&quartier={sortie.quartier.cle}"

    secrets = ("Séjour, nationalité", "Titre de séjour", "Préfecture (séjour)", "Sait, mais ne")
    for requete in (
        ici,
        f"{ici}&croiser=categorie&par=reponse",
        f"{ici}&croiser=organisme&par=genre",
        f"{T3}&croiser=quartier&par=categorie",
        f"{T3}&croiser=categorie&par=quartier",
        f"{T3}&croiser=quartier&par=non_recours",
        f"{T3}&croiser=quartier&par=aisance_francais",
    ):
        html = texte(coordination, requete, IMPRESSION)
        if "quartier=" not in requete:
            html = html[html.index('id="croiser"') :]
        assert not [un for un in secrets if un in html], requete
    for requete in (
        f"{ici}&besoin=sejour_nationalite",
        f"{T3}&croiser=quartier&par=domaine&besoin=famille-titre_de_sejour",
    ):
        html = texte(coordination, requete, IMPRESSION)
        assert "Ce tableau ne s’imprime pas par quartier" in html
        assert "croisement" not in tables(html)
    # By difference neither: what adds up is not printed.
    assert tables(texte(coordination, ici, IMPRESSION))["par-categorie"] == {
        "Logement, bailleur": ["7", "54 %"]
    }
    assert "Séjour, nationalité" in tables(texte(coordination, T3, IMPRESSION))["par-categorie"]
    assert "Séjour, nationalité" in tables(texte(coordination, ici))["par-categorie"]


def test_pilotage_reads_four_trimestres_and_the_domains_of_one(
    pilotage: Personne, saison: Saison
) -> None:
    html = texte(pilotage)
    lues = tables(html)

    assert lues.keys() == {"par-trimestre", "par-domaine"}
    assert [*lues["par-trimestre"]] == [
        "4e trimestre 2025",
        "1er trimestre 2026",
        "2e trimestre 2026",
        "3e trimestre 2026",
    ]
    assert lues["par-trimestre"]["2e trimestre 2026"] == ["< 11", "< 11", "< 11", "0", "0 min"]
    assert lues["par-trimestre"]["3e trimestre 2026"] == ["63", "77", "11", "11", "22 h"]
    assert lues["par-domaine"]["Droits et démarches"] == ["12", "19 %", "12"]
    assert lues["par-domaine"]["Conversation"] == ["< 11", "masqué", "< 11"]


@pytest.mark.parametrize("requete", [T3, "trimestre=2026-T1"])
def test_a_small_count_leaves_no_trace_for_pilotage(
    pilotage: Personne, equipe: Equipe, saison: Saison, requete: str
) -> None:
    """Ten of each or none: the same bytes, drawing included."""
    sortie = SortieFactory(equipe=equipe, date=date(2026, 1, 15))
    halte = HalteFactory(sortie=sortie)
    discuter = CategorieBesoin.objects.get(code="discuter")
    avant = sans_jeton(texte(pilotage, requete))

    RencontreFactory.create_batch(10, sortie=sortie)
    PassagesFactory(halte=halte, passages=10, refus=3)
    for rencontre in Rencontre.objects.filter(besoins__isnull=False)[:10]:
        BesoinFactory(rencontre=rencontre, categorie=discuter, rang=2)

    assert sans_jeton(texte(pilotage, requete)) == avant


def test_pilotage_cannot_cross_nor_ask_for_a_besoin(pilotage: Personne, saison: Saison) -> None:
    html = texte(pilotage, f"{T3}&besoin=droits&croiser=genre&par=domaine")
    assert "Le reste de cette adresse n’est pas suivi" in html
    assert "croisement" not in tables(html)
    assert "63 rencontres" in html


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
