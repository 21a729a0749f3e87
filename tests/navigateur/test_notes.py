"""A note checked on the tablet: marked where it is, mended in one tap, never lost."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from medlove.models import Equipe
from sessions.models import Bilan, MotCourant, Reception, Rencontre, Sortie
from tests.navigateur.conftest import TABLETTE, TELEPHONE, OuvrirPage, trop_larges
from tests.navigateur.ecran_terrain import Ecran, connecter, sortie_du_jour
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)

DIT = "Mme Essai attend une lettre."
DOUTEUX = "Le Bricobus était fermé."
TOUT = """async () => {
  const lus = [];
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((dire) => {
      const ouverture = indexedDB.open(name);
      ouverture.onsuccess = () => dire(ouverture.result);
    });
    for (const magasin of base.objectStoreNames) {
      const tous = base.transaction(magasin).objectStore(magasin).getAll();
      await new Promise((dire) => (tous.onsuccess = dire));
      lus.push([magasin, tous.result]);
    }
    base.close();
  }
  for (const nom of await caches.keys()) {
    const cache = await caches.open(nom);
    for (const demande of await cache.keys()) {
      if (demande.url.includes("/notes/")) continue; // the lists themselves
      lus.push([demande.url, await (await cache.match(demande)).text()]);
    }
  }
  lus.push(["localStorage", { ...localStorage }], ["sessionStorage", { ...sessionStorage }]);
  return JSON.stringify(lus);
}"""


def ecrire(ecran: Ecran, texte: str) -> Locator:
    """Type a note in a rencontre that could otherwise be saved; the panel below it."""
    ecran.puce("Discuter")
    ouvrir_la_note(ecran.page).fill(texte)
    panneau = ecran.page.locator("#rencontre [data-passages]")
    return panneau


def ouvrir_la_note(page: Page) -> Locator:
    note = page.locator("[name=note]")
    if not note.is_visible():
        page.locator("[data-preciser] > summary").click()
    return note


def geste(panneau: Locator, nom: str) -> Locator:
    return panneau.get_by_role("button", name=nom)


def message(ecran: Ecran) -> Locator:
    return ecran.page.locator("[data-message]")


def test_what_says_who_is_marked_and_kept_from_being_saved(ecran: Ecran):
    panneau = ecrire(ecran, DIT)
    expect(panneau).to_contain_text("Mme Essai")
    expect(ecran.page.locator("#rencontre [data-fond] mark")).to_have_text("Mme Essai")
    ecran.bouton("Enregistrer, puis suivante")
    expect(message(ecran)).to_contain_text("la réécrire à l’endroit marqué")
    expect(ecran.page.locator("[name=note]")).to_be_focused()
    expect(ecran.page.locator("[name=note]")).to_have_value(DIT)
    assert ecran.en_attente() == 0
    assert not Rencontre.objects.exists()


def test_saved_at_once_it_is_checked_all_the_same(ecran: Ecran):
    """Before the pause after which a text is looked at."""
    ecrire(ecran, DIT)
    ecran.bouton("Enregistrer, puis suivante")
    expect(message(ecran)).to_contain_text("la réécrire")
    assert ecran.en_attente() == 0


def test_typed_with_the_lists_at_hand_it_is_marked_at_the_pause_and_stays_so(ecran: Ecran):
    """Key by key, as a hand does: nothing is said of half a word."""
    panneau = ecrire(ecran, "Vu une dame.")
    note, marque = ecran.page.locator("[name=note]"), ecran.page.locator("#rencontre mark")
    note.fill("Vu Mme Essai")
    expect(marque).to_have_text("Mme Essai")
    note.press_sequentially("er")
    expect(panneau).to_contain_text("Mme Essaier")
    expect(marque).to_have_text("Mme Essaier")
    note.press_sequentially("s")
    note.press("Backspace")
    ecran.page.wait_for_timeout(500)
    expect(marque).to_have_text("Mme Essaier")


def test_one_tap_mends_it_and_one_takes_it_back(ecran: Ecran):
    panneau = ecrire(ecran, DIT)
    geste(panneau, "Remplacer par").click()
    note = ecran.page.locator("[name=note]")
    expect(note).to_have_value("Une femme attend une lettre.")
    geste(panneau, "Annuler le remplacement").click()
    expect(note).to_have_value(DIT)
    geste(panneau, "Remplacer par").click()
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.get().note == "Une femme attend une lettre."


def test_a_warning_is_shown_once_then_is_the_person_s_to_pass_over(ecran: Ecran):
    panneau = ecrire(ecran, DOUTEUX)
    expect(panneau).to_contain_text("Est-ce une personne ?")
    ecran.bouton("Enregistrer, puis suivante")
    expect(message(ecran)).to_contain_text("est-ce une personne ?")
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    rencontre = Rencontre.objects.get()
    assert (rencontre.note, rencontre.reperes) == (DOUTEUX, [[3, 11, "nom_possible"]])


def test_not_a_person_is_said_once_and_kept_with_the_draft(ecran: Ecran):
    panneau = ecrire(ecran, DOUTEUX)
    geste(panneau, "Ce n’est pas une personne").click()
    expect(panneau).to_contain_text("plus rien dans ce texte")
    ecran.attendre_le_brouillon(note=DOUTEUX)
    ecran.ouvrir()
    expect(ouvrir_la_note(ecran.page)).to_have_value(DOUTEUX)
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.get().note == DOUTEUX


def test_an_answer_tapped_by_mistake_is_taken_back(ecran: Ecran):
    panneau = ecrire(ecran, DOUTEUX)
    geste(panneau, "Ce n’est pas une personne").click()
    geste(panneau, "Annuler la réponse").click()
    expect(panneau).to_contain_text("Est-ce une personne ?")
    expect(geste(panneau, "Annuler la réponse")).to_be_hidden()
    ecran.bouton("Enregistrer, puis suivante")
    expect(message(ecran)).to_contain_text("est-ce une personne ?")


def test_a_word_is_proposed_to_the_coordination_and_learned_by_nobody(ecran: Ecran):
    panneau = ecrire(ecran, DOUTEUX)
    geste(panneau, "Mot courant").click()
    expect(panneau).to_contain_text("plus rien dans ce texte")
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    assert (MotCourant.objects.get().mot, MotCourant.objects.get().accepte) == ("Bricobus", False)
    expect(ecrire(ecran, DOUTEUX)).to_contain_text("Est-ce une personne ?")


def test_the_words_of_the_équipe_are_asked_about_no_more(ecran: Ecran, sortie: Sortie):
    mot = MotCourant(equipe=sortie.equipe, mot="Bricobus", forme="bricobus", accepte=True)
    mot.saisi_le = sortie.date
    mot.save()
    ecran.ouvrir()
    ecrire(ecran, DOUTEUX)
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.get().reperes is None


def test_by_the_keyboard_alone(ecran: Ecran):
    panneau = ecrire(ecran, DIT)
    expect(panneau).to_be_visible()
    for _ in range(2):  # the notice, then the first gesture
        ecran.page.keyboard.press("Tab")
        if geste(panneau, "Remplacer par").evaluate("un => un === document.activeElement"):
            break
    ecran.page.keyboard.press("Enter")
    expect(ecran.page.locator("[name=note]")).to_have_value("Une femme attend une lettre.")


def test_without_its_lists_it_says_so_and_the_server_decides(ecran: Ecran, fautes: list[str]):
    ecran.page.route("**/static/notes/**", lambda route: route.abort())
    panneau = ecrire(ecran, DIT)
    expect(panneau).to_contain_text("le serveur regardera ce texte")
    ecran.enregistrer()
    expect(ecran.etat).to_contain_text("1 à corriger")
    assert Reception.objects.get().brut["donnees"]["note"] == DIT
    assert not Rencontre.objects.exists()
    fautes.clear()  # the lists that did not come


def test_what_the_server_set_aside_is_mended_on_the_tablet(ecran: Ecran, fautes: list[str]):
    def couper(route: Route) -> None:
        route.abort()

    ecran.page.route("**/static/notes/**", couper)
    ecrire(ecran, DIT)
    ecran.enregistrer()
    expect(ecran.etat).to_contain_text("1 à corriger")
    ecran.page.unroute("**/static/notes/**", couper)
    ecran.ouvrir()
    ecran.page.locator("[data-notees] summary").click()
    ecran.geste("modifier")
    ouvrir_la_note(ecran.page)
    geste(ecran.page.locator("#rencontre [data-passages]"), "Remplacer par").click()
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.get().note == "Une femme attend une lettre."
    assert not Reception.objects.a_corriger().exists()
    fautes.clear()


def test_a_bilan_is_checked_as_a_note_is(ecran: Ecran, sortie: Sortie):
    ecran.bouton("+ Passage")
    ecran.page.locator("[data-ouvre=bilan]").first.click()
    scene = ecran.page.locator("[name=scene]")
    scene.fill(f"Un banc au soleil. {DIT}")
    clore = ecran.page.get_by_role("button", name="Clore la sortie avec ce bilan")
    clore.click()
    expect(ecran.page.locator("#faute-bilan")).to_contain_text("Ce texte dit qui")
    geste(ecran.page.locator("#feuillet-bilan [data-passages]:visible"), "Remplacer par").click()
    expect(scene).to_have_value("Un banc au soleil. Une femme attend une lettre.")
    clore.click()
    expect(ecran.page.locator("#feuillet-bilan")).to_be_hidden()
    ecran.attendre_l_envoi()
    assert Bilan.objects.get().scene.endswith("Une femme attend une lettre.")


def test_once_arrived_no_word_of_it_is_left_on_the_tablet(ecran: Ecran):
    """Neither in the local base, nor in a cache, nor in any storage."""
    panneau = ecrire(ecran, "Le Canaribus était fermé.")
    geste(panneau, "Mot courant").click()
    ecran.attendre_le_brouillon(note="Le Canaribus était fermé.")
    assert "canaribus" in tout(ecran.page)
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.get().note == "Le Canaribus était fermé."
    assert "canaribus" not in tout(ecran.page)


def tout(page: Page) -> str:
    lu: str = page.evaluate(TOUT)
    json.loads(lu)
    return lu.lower()


@pytest.mark.parametrize("taille", [TABLETTE, TELEPHONE])
def test_nothing_is_cut_and_axe_has_nothing_to_say(
    ouvrir: OuvrirPage,
    origine: str,
    mediation: Personne,
    equipe: Equipe,
    taille: dict[str, int],
    sans_defaut_d_accessibilite: Callable[[Page], None],
) -> None:
    sortie_du_jour(equipe, mediation.utilisateur)
    page: Any = ouvrir(taille)
    connecter(page, mediation, origine)
    ecran = Ecran(page).ouvrir()
    for texte in (f"{DIT} {DOUTEUX}", DOUTEUX):
        panneau = ecrire(ecran, texte)
        expect(panneau).to_contain_text("Mme Essai" if DIT in texte else "Bricobus")
        assert trop_larges(page) == []
        for bouton in panneau.get_by_role("button").all():
            if boite := bouton.bounding_box():
                assert boite["height"] >= 44
        sans_defaut_d_accessibilite(page)
