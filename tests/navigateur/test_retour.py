"""Sketches, « Au retour » and several lines at once, in a real Chromium: taps, rows, what stays
on the tablet."""

import re

import pytest
from playwright.sync_api import Request, Route, expect

from sessions.models import Halte, Passages, Rencontre, Sortie
from tests.fabriques import LieuFactory
from tests.navigateur.ecran_terrain import Ecran

pytestmark = pytest.mark.django_db(transaction=True)

A_LA_DEMANDE = re.compile(r"terrain-retour|reperes|lignes|esquisses")


def test_a_sketch_takes_one_tap_and_leaves_the_form_as_it_is(ecran: Ecran):
    ecran.puce("Discuter")
    ecran.recompter()
    ecran.bouton("+ Rencontre")
    assert ecran.taps == 1
    expect(ecran.ligne(1)).to_have_accessible_name("Ligne 1, parapluie, vide")
    expect(ecran.titre).to_have_text("Nouvelle rencontre")
    expect(ecran.page.locator('[name="besoin"]:checked')).to_have_count(1)
    ecran.attendre_l_envoi()
    assert not Rencontre.objects.exists()


def test_nothing_of_the_lines_is_fetched_before_they_are_asked_for(ecran: Ecran):
    demandes: list[str] = []
    ecran.page.on("request", lambda demande: demandes.append(demande.url))
    ecran.page.context.set_extra_http_headers({"Cache-Control": "no-cache"})
    ecran.ouvrir()
    assert not [une for une in demandes if A_LA_DEMANDE.search(une)]
    ecran.bouton("+ Rencontre")
    expect(ecran.ligne(1)).to_be_visible()
    assert [une for une in demandes if "/reperes." in une]


def test_sketches_tapped_in_a_burst_are_all_there_and_can_be_undone(ecran: Ecran):
    for _ in range(4):
        ecran.bouton("+ Rencontre")
    expect(ecran.ligne(4)).to_be_visible()
    ecran.bouton("Annuler une rencontre à raconter")
    expect(ecran.ligne(4)).to_be_hidden()
    ecran.ouvrir()
    expect(ecran.ligne(3)).to_be_visible()
    assert [une["esquisse"]["numero"] for une in _rangees(ecran)] == [1, 2, 3]


def test_fifteen_rencontres_au_retour(ecran: Ecran, sortie: Sortie):
    ecran.au_retour(15)
    for numero in range(1, 16):
        expect(ecran.titre).to_have_text(f"Ligne {numero}")
        ecran.rencontre_usuelle()
    assert ecran.taps <= 66
    expect(ecran.titre).to_have_text("Nouvelle rencontre")
    expect(ecran.page.locator("[data-lignes]")).to_contain_text("Toutes racontées")
    ecran.attendre_l_envoi()
    assert Rencontre.objects.filter(sortie=sortie, halte=Halte.objects.get()).count() == 15
    assert Rencontre.objects.filter(besoins__reponse="sur_place").count() == 15


def test_those_of_the_street_come_first_each_at_its_halte(ecran: Ecran, sortie: Sortie):
    parc = LieuFactory(equipe=sortie.equipe, nom="Parc des Hautes-Ourmes")
    ecran.ouvrir().bouton("+ Rencontre")
    expect(ecran.ligne(1)).to_be_visible()
    _arriver(ecran, "Parc des Hautes-Ourmes")
    ecran.au_retour(1)
    expect(ecran.titre).to_have_text("Ligne 1")
    expect(ecran.page.get_by_role("group", name="Parc des Hautes-Ourmes")).to_contain_text("2")
    ecran.puce("Retraite")
    ecran.enregistrer()
    expect(ecran.titre).to_have_text("Ligne 2")
    ecran.puce("Logement")
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    lieux = {r.besoins.get().categorie.code: r.halte.lieu for r in Rencontre.objects.all()}
    assert lieux == {"retraite": None, "logement": parc}


def test_several_lines_then_one_chip(ecran: Ecran):
    ecran.au_retour(4)
    ecran.puce("Logement")
    ecran.bouton("Plusieurs à la fois")
    ecran.tap(ecran.ligne(2))
    ecran.tap(ecran.ligne(3))
    annonce = ecran.page.locator("[data-annonce]")
    expect(annonce).to_contain_text("S’applique à 3 lignes")
    expect(ecran.page.locator('[name="besoin"]:checked')).to_have_count(0)
    ecran.puce("CAF, aides, RSA")
    ecran.puce("Répondu sur place")
    expect(ecran.page.locator('[name="reponse"][value="sur_place"]')).to_be_checked()
    ecran.bouton("Plusieurs à la fois")
    expect(ecran.titre).to_have_text("Ligne 1")
    ecran.personne("60_69", "masculin")
    ecran.bouton("Enregistrer, puis suivante")
    expect(ecran.titre).to_have_text("Ligne 2")
    ecran.bouton("Plusieurs à la fois")
    expect(ecran.ligne(1)).to_be_disabled()
    ecran.tap(ecran.ligne(3))
    ecran.personne("25_39", "feminin")
    ecran.bouton("Enregistrer ces 2 lignes")
    expect(ecran.titre).to_have_text("Ligne 4")
    ecran.attendre_l_envoi()
    dites = {
        (r.tranche_age, *r.besoins.order_by("rang").values_list("categorie__code", "reponse"))
        for r in Rencontre.objects.all()
    }
    caf = ("aides_prestations", "sur_place")
    assert dites == {("60_69", ("logement", "non_renseigne"), caf), ("25_39", caf)}
    assert Rencontre.objects.filter(tranche_age="25_39").count() == 2


def test_a_line_told_is_opened_again_and_mended(ecran: Ecran):
    ecran.au_retour(2)
    ecran.rencontre_usuelle()
    ecran.attendre_l_envoi()
    ecran.tap(ecran.ligne(1))
    expect(ecran.titre).to_have_text("Modifier la rencontre")
    ecran.puce("En partie")
    ecran.enregistrer()
    expect(ecran.titre).to_have_text("Ligne 2")
    expect(ecran.ligne(1)).to_have_accessible_name("Ligne 1, parapluie, racontée")
    ecran.attendre_l_envoi()
    rencontre = Rencontre.objects.get()
    assert (rencontre.edition, rencontre.besoins.get().reponse) == (2, "en_partie")


def test_what_was_begun_becomes_a_line_when_another_is_opened(ecran: Ecran):
    ecran.bouton("+ Rencontre")
    ecran.puce("Retraite")
    ecran.tap(ecran.ligne(1))
    expect(ecran.page.locator('[name="besoin"]:checked')).to_have_count(0)
    ecran.tap(ecran.ligne(2))
    expect(ecran.page.locator('[name="besoin"][value="retraite"]')).to_be_checked()
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.get().besoins.get().categorie.code == "retraite"


def test_a_line_not_to_be_noted_goes_and_leaves_a_passage(ecran: Ecran):
    ecran.au_retour(2)
    _arriver(ecran, "Place du Banat")
    ecran.puce("Titre de séjour")
    ecran.bouton("Ne pas noter")
    expect(ecran.titre).to_have_text("Ligne 2")
    expect(ecran.ligne(1)).to_be_hidden()
    ecran.attendre_l_envoi()
    assert not Rencontre.objects.exists()
    passages = Passages.objects.get()
    assert (passages.passages, passages.halte.rang) == (1, 1)
    assert "sejour_nationalite" not in str(ecran.brouillons())


@pytest.mark.parametrize(
    ("choix", "gardees"),
    [("Garder les lignes vides comme non renseignées", 2), ("Retirer les lignes vides", 0)],
)
def test_lines_left_empty_are_kept_or_removed_by_one_choice(ecran: Ecran, choix: str, gardees: int):
    ecran.au_retour(3)
    ecran.rencontre_usuelle()
    ecran.bouton("2 lignes vides")
    ecran.bouton(choix)
    expect(ecran.titre).to_have_text("Nouvelle rencontre")
    expect(ecran.page.locator("[data-lignes]")).to_contain_text("Toutes racontées")
    ecran.attendre_l_envoi()
    a_completer = Rencontre.objects.filter(a_completer=True)
    assert (Rencontre.objects.count(), a_completer.count()) == (1 + gardees, gardees)
    assert not a_completer.filter(besoins__isnull=False).exists()


def test_the_pictogram_stays_on_the_tablet_and_goes_with_the_bilan(ecran: Ecran):
    envois: list[str] = []
    ecran.page.on("request", lambda demande: envois.append(_corps(demande)))
    ecran.au_retour(3)
    ecran.bouton("Changer le repère : Parapluie")
    ecran.tap(ecran.page.locator("#feuillet-reperes").get_by_text("Fontaine"))
    expect(ecran.ligne(1)).to_have_accessible_name("Ligne 1, fontaine, vide")
    ecran.rencontre_usuelle()
    expect(ecran.ligne(1)).to_have_accessible_name("Ligne 1, fontaine, racontée")
    ecran.bouton("Bilan de la sortie")
    feuillet = ecran.page.locator("#feuillet-bilan")
    expect(feuillet).to_contain_text("2 lignes ne sont pas encore racontées.")
    assert {une["esquisse"]["repere"] for une in _rangees(ecran)} == {"fontaine", "ballon", "arbre"}
    feuillet.get_by_role("button", name="Clore la sortie avec ce bilan").click()
    expect(feuillet).to_be_hidden()
    ecran.attendre_l_envoi()
    assert [(u["esquisse"]["numero"], u["esquisse"]["repere"]) for u in _rangees(ecran)] == [
        (2, None),
        (3, None),
    ]
    expect(ecran.ligne(2)).to_have_accessible_name("Ligne 2, vide")
    assert "fontaine" not in "".join(envois)
    assert [envoi for envoi in envois if "aides_prestations" in envoi]


def test_a_record_is_undone_until_it_is_sent(ecran: Ecran, fautes: list[str]):
    ecran.au_retour(2)
    ecran.bouton("Comme la précédente")
    expect(ecran.page.locator("[data-message]")).to_contain_text("Aucune rencontre")
    ecran.page.context.set_offline(True)
    ecran.rencontre_usuelle()
    _deplier_ce_qui_est_note(ecran)
    ecran.geste("annuler")
    message = ecran.page.locator("[data-message]")
    expect(message).to_contain_text("Annulée : rien n’en reste")
    expect(ecran.ligne(1)).to_be_hidden()
    ecran.page.context.set_offline(False)
    ecran.attendre_l_envoi()
    assert not Rencontre.objects.exists()
    fautes.clear()


def test_once_it_is_leaving_it_is_too_late_to_undo(ecran: Ecran, fautes: list[str]):
    retenus: list[Route] = []
    ecran.page.route("**/api/v1/lots/", lambda retenu: retenus.append(retenu))
    ecran.rencontre_usuelle()
    _deplier_ce_qui_est_note(ecran)
    expect(ecran.etat).to_contain_text("envoi en cours")
    ecran.geste("annuler")
    expect(ecran.page.locator("[data-message]")).to_contain_text("Trop tard pour annuler")
    ecran.geste("modifier")
    ecran.bouton("Ne pas noter")
    expect(ecran.page.locator("[data-message]")).to_contain_text("Trop tard pour ne pas la noter")
    assert not Passages.objects.exists()
    for retenu in retenus:
        retenu.continue_()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.count() == 1
    fautes.clear()


def test_a_line_open_in_another_tab_stays_there(ecran: Ecran):
    ecran.au_retour(2)
    autre = Ecran(ecran.page.context.new_page()).ouvrir()
    expect(autre.titre).to_have_text("Nouvelle rencontre")
    autre.tap(autre.ligne(1))
    message = autre.page.locator("[data-message]")
    expect(message).to_contain_text("Cette ligne est ouverte dans un autre onglet.")
    autre.tap(autre.ligne(2))
    expect(autre.titre).to_have_text("Ligne 2")


def test_a_gesture_that_the_tablet_does_not_hold_yet_says_so(ecran: Ecran, fautes: list[str]):
    ecran.page.route("**/lignes*.js", lambda route: route.abort())
    ecran.bouton("+ Rencontre")
    message = ecran.page.locator("[data-message]")
    expect(message).to_contain_text("pas encore sur la tablette : réessayer avec du réseau")
    fautes.clear()


def _rangees(ecran: Ecran) -> list[dict]:  # type: ignore[type-arg]
    esquisses = [un for un in ecran.brouillons() if un["esquisse"]]
    return sorted(esquisses, key=lambda une: une["esquisse"]["numero"])


def _arriver(ecran: Ecran, lieu: str) -> None:
    ecran.page.locator("[data-ouvre=halte]").click()
    feuillet = ecran.page.locator("#feuillet-halte")
    feuillet.get_by_text("Arriver à une autre halte").click()
    feuillet.locator("form label.puce").filter(has_text=lieu).click()
    feuillet.get_by_role("button", name="S’installer ici").click()
    expect(feuillet).to_be_hidden()


def _corps(demande: Request) -> str:
    return demande.post_data or ""


def _deplier_ce_qui_est_note(ecran: Ecran) -> None:
    ecran.page.get_by_text("Noté aujourd’hui").click()
