"""Where one is, and how one got there: the navigation marks it, and no page is only typed."""

import re

import pytest

MARQUE = re.compile(
    r'<a class="nav__lien"[^>]*aria-current="(?:page|true)"[^>]*>.*?</svg>\s*(\S+?)</a>'
)


def marques(personne, adresse: str) -> list[str]:
    return MARQUE.findall(personne.get(adresse).content.decode())


@pytest.mark.parametrize(
    ("adresse", "rubrique"),
    [
        ("/", "Accueil"),
        ("/sorties/", "Sorties"),
        ("/rencontres/", "Sorties"),
        ("/a-corriger/", "Sorties"),
        ("/lieux/", "Sorties"),
        ("/lieux/nouveau/", "Sorties"),
        ("/statistiques/archives/", "Carte"),
        ("/equipe/premiers-pas/", "Équipe"),
        ("/appareils/", "Équipe"),
        ("/transferts/", "Équipe"),
        ("/transferts/importer/", "Équipe"),
        ("/transferts/complet/", "Équipe"),
        ("/conservation/", "Équipe"),
        ("/conservation/affiche/", "Équipe"),
    ],
)
def test_one_section_is_marked_and_it_is_the_one_the_page_belongs_to(
    coordination, adresse, rubrique
):
    assert marques(coordination, adresse) == [rubrique]


@pytest.mark.parametrize("adresse", ["/journal/", "/conservation/"])
def test_the_pages_of_the_instance_are_of_the_administration(administration, adresse):
    assert marques(administration, adresse) == ["Administration"]


@pytest.mark.parametrize("cible", ["/transferts/", "/transferts/complet/", "/conservation/"])
def test_the_coordination_finds_the_data_of_its_equipe_on_the_page_of_the_equipe(
    coordination, mediation, cible
):
    lien = f'href="{cible}"'
    assert lien in coordination.get("/equipe/").content.decode()
    assert lien not in mediation.get("/equipe/").content.decode()


@pytest.mark.parametrize("cible", ["/journal/", "/conservation/"])
def test_the_administration_finds_the_pages_of_the_instance_on_its_home(administration, cible):
    assert f'href="{cible}"' in administration.get("/").content.decode()


def test_the_administration_of_django_leads_to_the_journal(administration):
    assert 'href="/journal/"' in administration.get("/admin/").content.decode()


def test_the_poster_has_a_way_back(coordination):
    page = coordination.get("/conservation/affiche/").content.decode().partition("<main")[2]
    assert 'href="/conservation/"' in page
