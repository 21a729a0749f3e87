"""« Vers qui ? »: the one chosen in sight, the others found, then a card that can be read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.models import CategorieBesoin, Sortie
from territoires.models import Partenaire
from tests.fabriques import PartenaireFactory
from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE
from tests.navigateur.ecran_terrain import Ecran, connecter
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agence(equipe: Equipe, sortie: Sortie) -> Partenaire:
    """The only one that answers."""
    agence = PartenaireFactory(
        equipe=equipe,
        nom="Agence du logement",
        adresse="4 place du Banat",
        telephone="02 00 00 00 44",
    )
    agence.categories.add(CategorieBesoin.objects.get(code="logement"))
    return agence


@pytest.fixture
def orienter(
    page: Page, origine: str, agence: Partenaire, mediation: Personne
) -> Callable[[], Ecran]:
    """Once the directory is as the test wants it: the agence is chosen."""

    def ouvrir() -> Ecran:
        connecter(page, mediation, origine)
        ecran = Ecran(page).ouvrir()
        for puce in ["Logement", "Orientée", agence.nom]:
            ecran.puce(puce)
        return ecran

    return ouvrir


@pytest.mark.parametrize("taille", [TABLETTE, TELEPHONE, BUREAU])
def test_the_one_chosen_comes_into_sight_under_the_proposals(
    equipe: Equipe, page: Page, orienter: Callable[[], Ecran], taille: dict[str, int]
):
    PartenaireFactory.create_batch(9, equipe=equipe)
    page.set_viewport_size(taille)  # type: ignore[arg-type]
    ecran = orienter()
    en_vue(page)
    ecran.tap(page.locator("[data-liste=partenaires] .puce").last)
    en_vue(page)
    haut = {
        nom: page.locator(nom).bounding_box()["y"]  # type: ignore[index]
        for nom in ["[data-liste=proposes]", "[data-retenu]", "[data-recherche-partenaire]"]
    }
    assert list(haut.values()) == sorted(haut.values())


def en_vue(page: Page) -> None:
    """Between what stays on top and what stays below."""
    expect(page.locator("[data-retenu]")).to_be_visible()
    retenu, tete, pied = (
        page.locator(nom).bounding_box() for nom in ["[data-retenu]", ".tete", ".pied-fixe"]
    )
    assert retenu
    assert tete
    assert pied
    assert retenu["y"] >= tete["y"] + tete["height"]
    assert retenu["y"] + retenu["height"] <= pied["y"]


def test_a_search_finds_by_the_quartier_and_says_when_it_finds_nothing(
    equipe: Equipe, sortie: Sortie, page: Page, orienter: Callable[[], Ecran]
):
    PartenaireFactory.create_batch(9, equipe=equipe, commune="Cesson")
    PartenaireFactory(equipe=equipe, nom="Chez Louise", quartier=sortie.quartier)
    orienter()
    recherche = page.locator("[data-recherche-partenaire]")
    trouves, aucun = page.locator("[data-liste=partenaires] .puce"), page.get_by_text("de ce nom")
    recherche.fill("blosne")
    expect(trouves.filter(has_text="Chez Louise")).to_contain_text("dans le quartier")
    expect(aucun).to_be_hidden()
    recherche.fill(" [zzz ")
    expect(trouves).to_have_count(0)
    expect(aucun).to_have_text("Aucun partenaire de ce nom\u202f: [zzz.")
    expect(aucun).to_be_in_viewport()
    recherche.fill("agence")
    expect(aucun).to_be_hidden()
    expect(page.get_by_text("Déjà proposé ci-dessus.")).to_be_visible()
    recherche.fill("  ")
    expect(trouves).to_have_count(8)


def test_no_card_asks_to_call_where_there_is_no_number(
    agence: Partenaire, orienter: Callable[[], Ecran]
):
    Partenaire.objects.filter(pk=agence.pk).update(telephone="", horaires="")
    ecran = orienter()
    ecran.bouton("Montrer la carte")
    carte = ecran.page.locator("#feuillet-carte")
    expect(carte.get_by_text("La personne peut photographier cet écran.")).to_be_visible()
    expect(carte.locator("[data-carte-page]")).not_to_contain_text("Appelez")
    expect(carte.locator("[data-carte-horaires]")).to_be_hidden()


@pytest.mark.parametrize("taille", [TABLETTE, TELEPHONE, BUREAU])
def test_the_square_stands_clear_of_the_bar_once_the_language_is_chosen(
    page: Page, agence: Partenaire, orienter: Callable[[], Ecran], taille: dict[str, int]
):
    Partenaire.objects.filter(pk=agence.pk).update(
        repere="derrière la poste", horaires="Mo-Fr 09:00-12:30,14:00-17:30"
    )
    page.set_viewport_size(taille)  # type: ignore[arg-type]
    ecran = orienter()
    ecran.bouton("Montrer la carte")
    for langue in ["Français", "العربية"]:
        ecran.bouton("Langue")
        ecran.bouton(langue)
        expect(page.locator("#carte-langues")).to_be_hidden()
        carre = page.locator("[data-carte-qr] svg").bounding_box()
        barre = page.locator(".carte__gestes").bounding_box()
        assert carre
        assert barre
        assert carre["y"] + carre["height"] + 16 <= barre["y"], langue


def test_a_proposal_stays_under_the_finger_when_something_else_changes(
    page: Page, orienter: Callable[[], Ecran]
):
    """Drawn anew between the touch and its release, the tap would be lost."""
    ecran = orienter()
    puce = page.locator("[data-liste=proposes] label").first
    puce.evaluate("la => (la.suivie = true)")
    ecran.bouton("+ Passage")
    expect(page.get_by_label("Passages à cette halte")).to_have_value("1")
    ecran.attendre_l_envoi()
    assert puce.evaluate("la => la.suivie === true")
