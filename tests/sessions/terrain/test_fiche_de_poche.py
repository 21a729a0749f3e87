"""The fiche de poche: the words of the screen in its order, and the équipe's own."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from sessions.nomenclatures.listes import familles
from sessions.terrain.ecran import ecran
from sessions.terrain.fiche import SOUS_CATEGORIES, Fiche, composer, papier
from tests.personnes import Personne

JUMEAU = "/terrain/fiche-de-poche/"
PDF = "/terrain/fiche-de-poche.pdf"


def sienne(equipe: Equipe, libelle: str, **champs: object) -> CategorieBesoin:
    donnees = {"code": f"la_notre_{libelle[:20]}", "domaine": "droits", "famille": "logement"}
    return CategorieBesoin.objects.create(equipe=equipe, libelle=libelle, **donnees | champs)


def besoins(fiche: Fiche) -> list[str]:
    return [case.libelle for case in fiche.besoins]


def puces(classe: str) -> list[tuple[str, str]]:
    """(pictogram, words) of each chip of a group of the screen, as it is drawn."""
    page = render_to_string("terrain/page.html", ecran())
    [groupe] = re.findall(rf'<div class="puces puces--{classe}">(.*?)</div>', page, re.S)
    return re.findall(r'<label.*?icones\.svg#([\w-]+)".*?<span>(.*?)</span></label>', groupe, re.S)


def cases(classe: str, equipe: Equipe) -> list[tuple[str, str]]:
    """The same, of a group of boxes of the first rencontre on paper."""
    feuilles = papier(composer(equipe))
    groupe = re.findall(rf'<ul class="cases cases--{classe}">(.*?)</ul>', feuilles, re.S)[0]
    return re.findall(r'/pictogrammes/([\w-]+)".*?<span>(.*?)</span>', groupe)


@pytest.mark.parametrize(
    ("a_l_ecran", "sur_papier", "combien"),
    [("familles", "besoins", len(familles()) + 1), ("reponses", "reponses", 6)],
)
def test_the_boxes_are_the_chips_of_the_screen_in_their_order(
    equipe: Equipe, a_l_ecran: str, sur_papier: str, combien: int
):
    boites = cases(sur_papier, equipe)
    assert boites == puces(a_l_ecran)
    assert len(boites) == combien


def test_the_grid_has_the_cells_of_the_screen_in_their_order(equipe: Equipe):
    page = render_to_string("terrain/page.html", ecran())
    a_l_ecran = re.findall(
        r'name="personne".*?<span>(.*?)<span class="visuellement-cache">, (.*?)<', page
    )
    fiche = composer(equipe)
    sur_papier = [
        (age, genre)
        for rang, age in enumerate(fiche.ages)
        for genre, cases in fiche.personne
        if cases[rang]
    ]
    assert sur_papier == a_l_ecran
    assert len(sur_papier) > 30


def test_rencontres_are_numbered_over_the_two_pages(equipe: Equipe):
    _, recto, verso = papier(composer(equipe)).split('<section class="page')
    numeros = [re.findall(r'rencontre__numero">(\d)<', page) for page in (recto, verso)]
    assert numeros == [["1", "2"], ["3", "4"]]


def test_a_famille_the_équipe_closed_has_no_box(equipe: Equipe):
    avant = besoins(composer(equipe))
    sienne(equipe, "Retraite", code="retraite", is_active=False)
    assert besoins(composer(equipe)) == [un for un in avant if un != "Retraite"] != avant


def test_a_category_closed_for_everybody_has_no_box(equipe: Equipe):
    CategorieBesoin.objects.filter(code="discuter").update(is_active=False)
    assert "Discuter" not in besoins(composer(equipe))


def test_the_équipe_is_read_in_its_own_words_at_the_same_place(equipe: Equipe):
    avant = besoins(composer(equipe))
    sienne(equipe, "Se loger", code="logement")
    apres = besoins(composer(equipe))
    assert apres.index("Se loger") == avant.index("Logement")
    assert composer(equipe).sous_categories == []


def test_its_sub_categories_have_boxes_of_their_own(equipe: Equipe):
    sienne(equipe, "Chèque énergie", famille="impots_factures_budget")
    sienne(equipe, "Fermée", is_active=False)
    [case] = composer(equipe).sous_categories
    assert (case.libelle, case.icone) == ("Chèque énergie", "famille-impots_factures_budget")
    assert cases("siennes", equipe) == [(case.icone, case.libelle)]


def test_a_famille_without_a_pictogram_takes_that_of_autre(equipe: Equipe):
    sienne(equipe, "Tout autre chose", famille="inconnue")
    assert cases("siennes", equipe) == [("famille-autre", "Tout autre chose")]


def test_sub_categories_that_do_not_fit_are_named(mediation: Personne, equipe: Equipe):
    noms = [f"{rang} Chose de plus" for rang in range(SOUS_CATEGORIES + 2)]
    for nom in noms:
        sienne(equipe, nom)
    fiche = composer(equipe)
    assert [case.libelle for case in fiche.sans_case] == noms[SOUS_CATEGORIES:]
    assert f"{noms[-2]}, {noms[-1]}." in mediation.get(JUMEAU).content.decode()


def test_nothing_of_another_équipe_is_printed(equipe: Equipe, autre_equipe: Equipe):
    avant = composer(equipe)
    sienne(autre_equipe, "À elles")
    sienne(autre_equipe, "Retraite", code="retraite", is_active=False)
    assert composer(equipe) == avant


def test_the_twin_tells_all_that_is_on_paper(mediation: Personne, equipe: Equipe):
    sienne(equipe, "Chèque énergie")
    page = mediation.get(JUMEAU).content.decode()
    fiche = composer(equipe)
    for case in [*fiche.besoins, *fiche.sous_categories, *fiche.reponses]:
        assert case.libelle in page
    for dit in [*fiche.ages, *dict(fiche.personne), *dict(fiche.urgences)]:
        assert dit in page
    assert "Pas de nom, pas de détail qui permette de reconnaître quelqu’un." in page
    assert f'href="{reverse("terrain:fiche_de_poche_pdf")}"' in page


@pytest.mark.parametrize("adresse", [JUMEAU, PDF])
def test_it_only_reads(mediation: Personne, adresse: str):
    assert mediation.post(adresse).status_code == 405


@pytest.mark.parametrize("adresse", [JUMEAU, PDF])
def test_it_asks_one_thing_of_the_base(
    mediation: Personne, equipe: Equipe, adresse: str, django_assert_num_queries
):
    for rang in range(9):
        sienne(equipe, f"{rang} Chose de plus")
    with django_assert_num_queries(4):  # session, person, appartenance, and the categories
        mediation.get(adresse)
