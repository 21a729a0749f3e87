"""Entry, in a real Chromium against the real server: taps counted, rows read in the database."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from medlove.models import Equipe
from sessions.models import Halte, Orientation, Passages, Rencontre, Sortie
from tests.fabriques import QuartierFactory, SortieFactory
from tests.navigateur.ecran_terrain import Ecran, connecter, sortie_du_jour
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_usual_rencontre_takes_four_taps(ecran: Ecran, sortie: Sortie, mediation: Personne):
    ecran.rencontre_usuelle()
    assert ecran.taps == 4
    ecran.attendre_l_envoi()
    rencontre = Rencontre.objects.get()
    besoin = rencontre.besoins.get()
    assert (besoin.categorie.code, besoin.organisme) == ("aides_prestations", "caf")
    assert besoin.reponse == "sur_place"
    assert (rencontre.tranche_age, rencontre.genre) == ("25_39", "feminin")
    assert (rencontre.sortie, rencontre.auteur) == (sortie, mediation.utilisateur)
    assert [question.code for question in rencontre.questions_posees.all()] == ["deja_rencontre"]
    sortie.refresh_from_db()
    assert sortie.statut == Sortie.EN_COURS


def test_the_question_of_the_sortie_is_one_tap_more_and_a_second_besoin_two(ecran: Ecran):
    ecran.puce("Première fois")
    ecran.rencontre_usuelle()
    assert ecran.taps == 5
    ecran.recompter()
    ecran.puce("Titre de séjour")
    ecran.puce("Orientée")
    ecran.puce("Logement")
    ecran.puce("En partie")
    ecran.personne("40_59", "masculin")
    ecran.enregistrer()
    assert ecran.taps == 6
    ecran.attendre_l_envoi()
    assert Rencontre.objects.get(tranche_age="25_39").deja_rencontre == "premiere_fois"
    besoins = Rencontre.objects.get(tranche_age="40_59").besoins.order_by("rang")
    assert [(un.categorie.code, un.reponse) for un in besoins] == [
        ("sejour_nationalite", "orientation"),
        ("logement", "en_partie"),
    ]


def test_a_passage_and_a_refus_take_one_tap_each(ecran: Ecran, sortie: Sortie):
    ecran.bouton("+ Passage")
    assert ecran.taps == 1
    ecran.bouton("+ Refus")
    assert ecran.taps == 2
    expect(ecran.page.get_by_label("Refus à cette halte")).to_have_value("1")
    ecran.attendre_l_envoi()
    passages = Passages.objects.get()
    assert (passages.passages, passages.refus) == (1, 1)
    assert passages.halte.sortie == sortie


def test_passages_tapped_in_a_burst_undone_and_typed_stay_one_total(ecran: Ecran):
    for _ in range(5):
        ecran.bouton("+ Passage")
    total = ecran.page.get_by_label("Passages à cette halte")
    expect(total).to_have_value("5")
    ecran.bouton("Annuler un passage")
    expect(total).to_have_value("4")
    refus = ecran.page.get_by_label("Refus à cette halte")
    refus.fill("3")
    refus.press("Tab")
    expect(ecran.page.locator("[data-compte]")).to_contain_text("3 refus")
    ecran.attendre_l_envoi()
    assert (Passages.objects.get().passages, Passages.objects.get().refus) == (4, 3)
    assert Halte.objects.count() == 1


def test_without_a_besoin_nothing_is_saved_and_nothing_is_lost(ecran: Ecran):
    ecran.personne("60_69", "feminin")
    ecran.bouton("Enregistrer, puis suivante")
    expect(ecran.page.get_by_role("alert")).to_contain_text("Choisir au moins un besoin")
    expect(ecran.page.locator('[value="60_69/feminin"]')).to_be_checked()
    assert not Rencontre.objects.exists()


def test_the_sortie_is_asked_for_until_it_is_chosen(ecran: Ecran, sortie: Sortie, equipe: Equipe):
    SortieFactory(equipe=equipe, quartier=sortie.quartier, date=sortie.date)
    ecran.oublier("contexte")
    ecran.oublier("referentiel")
    ecran.ouvrir().puce("Discuter")
    ecran.bouton("Enregistrer, puis suivante")
    message = ecran.page.locator("[data-message]")
    expect(message).to_contain_text("Choisir d’abord la sortie")
    ecran.page.locator("#feuillet-sortie [data-liste=sorties] button").first.click()
    expect(message).to_be_empty()
    expect(ecran.page.locator('[name="besoin"]:checked')).to_have_count(1)


def test_a_double_tap_on_save_makes_one_record(ecran: Ecran):
    ecran.puce("Discuter")
    ecran.page.get_by_role("button", name="Enregistrer, puis suivante").dblclick()
    ecran.attendre_vierge()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.count() == 1
    expect(ecran.page.locator("[data-message]")).to_be_empty()


def test_the_next_is_like_the_last_but_for_the_person(ecran: Ecran):
    ecran.rencontre_usuelle()
    ecran.bouton("Comme la précédente")
    expect(ecran.page.locator('[name="reponse"][value="sur_place"]')).to_be_checked()
    expect(ecran.page.locator('[name="personne"]:checked')).to_have_count(0)
    ecran.enregistrer()
    ecran.rencontre_usuelle()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.filter(tranche_age="non_renseigne").count() == 1
    # True twins are two records: nothing is matched by its content.
    assert Rencontre.objects.filter(tranche_age="25_39").count() == 2


def test_an_orientation_names_its_partenaire(ecran: Ecran):
    ecran.puce("Logement")
    ecran.puce("Orientée")
    ecran.puce("Espace social du Blosne")
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    orientation = Orientation.objects.get()
    assert (str(orientation.partenaire), orientation.modalite) == (
        "Espace social du Blosne",
        "carte_remise",
    )


def test_the_draft_comes_back_with_the_tab(ecran: Ecran):
    ecran.puce("Retraite")
    ecran.personne("70_plus", "feminin")
    ecran.attendre_le_brouillon(personne="70_plus/feminin")
    ecran.ouvrir()
    expect(ecran.page.locator('[name="besoin"][value="retraite"]')).to_be_checked()
    expect(ecran.page.locator('[value="70_plus/feminin"]')).to_be_checked()


def test_a_rencontre_of_today_is_mended_in_place(ecran: Ecran):
    ecran.rencontre_usuelle()
    ecran.attendre_l_envoi()
    ecran.page.get_by_text("Noté aujourd’hui").click()
    ecran.geste("modifier")
    expect(ecran.page.get_by_role("heading", level=1)).to_have_text("Modifier la rencontre")
    ecran.puce("En partie")
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    rencontre = Rencontre.objects.get()
    assert (rencontre.edition, rencontre.besoins.get().reponse) == (2, "en_partie")


def test_a_rencontre_not_to_be_noted_leaves_a_passage_only(ecran: Ecran):
    ecran.puce("Titre de séjour")
    ecran.bouton("Ne pas noter")
    ecran.attendre_vierge()
    ecran.attendre_l_envoi()
    assert not Rencontre.objects.exists()
    assert Passages.objects.get().passages == 1
    ecran.page.evaluate("localStorage.removeItem('medlove:referentiel')")
    assert "sejour_nationalite" not in ecran.page.evaluate("JSON.stringify(localStorage)")


def test_note_and_vecu_are_closed_for_a_minor(ecran: Ecran):
    ecran.page.locator("[data-preciser] > summary").click()
    note = ecran.page.get_by_role("textbox", name="Note")
    note.fill("😀é")
    expect(ecran.page.locator("[data-compteur-note]")).to_have_text("2 / 280")
    ecran.personne("12_17", "feminin")
    expect(note).to_be_hidden()
    ecran.puce("Discuter")
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.get().note == ""


def test_a_sortie_and_a_halte_are_opened_on_the_tablet(ecran: Ecran, sortie: Sortie):
    ecran.page.locator("[data-ouvre=sortie]").click()
    feuillet = ecran.page.locator("#feuillet-sortie")
    feuillet.get_by_text("Une sortie que personne n’a planifiée").click()
    feuillet.locator("label.puce").filter(has_text="Le Blosne").click()
    feuillet.get_by_role("button", name="Ouvrir cette sortie").click()
    expect(feuillet).to_be_hidden()
    ecran.page.locator("[data-ouvre=halte]").click()
    feuillet = ecran.page.locator("#feuillet-halte")
    feuillet.locator("label.puce").filter(has_text="Place du Banat").click()
    feuillet.get_by_role("button", name="S’installer ici").click()
    expect(ecran.page.locator("[data-ouvre=halte]")).to_contain_text("Place du Banat")
    ecran.attendre_l_envoi()
    nouvelle = Sortie.objects.exclude(pk=sortie.pk).get()
    assert nouvelle.statut == Sortie.EN_COURS
    assert str(nouvelle.haltes.get().lieu) == "Place du Banat"
    assert nouvelle.haltes.get().arrivee.minute % 15 == 0


def test_leaving_a_halte_is_one_tap_in_its_sheet(ecran: Ecran):
    ecran.bouton("+ Passage")
    ecran.attendre_l_envoi()
    halte = Halte.objects.get()
    Halte.objects.filter(pk=halte.pk).update(arrivee=None)
    ecran.ouvrir()
    ecran.page.locator("[data-ouvre=halte]").click()
    ecran.page.get_by_role("button", name=re.compile("Nous partons maintenant")).click()
    expect(ecran.page.locator("[data-ouvre=halte]")).to_contain_text("jusqu’à")
    ecran.attendre_l_envoi()
    halte.refresh_from_db()
    assert halte.depart is not None


def test_a_halte_opened_by_a_count_is_given_its_lieu(ecran: Ecran):
    ecran.bouton("+ Passage")
    ecran.attendre_l_envoi()
    ecran.page.locator("[data-ouvre=halte]").click()
    lieux = ecran.page.get_by_role("group", name="Dire le lieu de cette halte")
    lieux.get_by_role("button", name="Place du Banat").click()
    expect(ecran.page.locator("[data-ouvre=halte]")).to_contain_text("Place du Banat")
    ecran.attendre_l_envoi()
    halte = Halte.objects.get()
    assert (str(halte.lieu), halte.edition) == ("Place du Banat", 2)
    assert Passages.objects.get().halte == halte
    ecran.page.locator("[data-ouvre=halte]").click()
    expect(lieux).to_be_hidden()


def test_what_was_unfolded_is_folded_again_for_the_next(ecran: Ecran):
    ecran.bouton("Tout voir")
    ecran.puce("Discuter")
    ecran.enregistrer()
    expect(ecran.page.locator("#tout-voir")).to_be_hidden()
    bouton = ecran.page.get_by_role("button", name="Tout voir")
    expect(bouton).to_have_attribute("aria-expanded", "false")


def test_the_urgences_are_one_tap_away_and_record_nothing(ecran: Ecran):
    ecran.bouton("Urgences")
    feuillet = ecran.page.locator("#feuillet-urgences")
    for numero in ["112", "17", "15", "115", "119", "3919", "3114"]:
        expect(feuillet.locator(f'a[href="tel:{numero}"]')).to_be_visible()
    ecran.page.keyboard.press("Escape")
    expect(feuillet).to_be_hidden()
    expect(ecran.etat).to_contain_text("Rien en attente")


def test_without_network_the_record_waits_then_leaves(ecran: Ecran, fautes: list[str]):
    ecran.page.context.set_offline(True)
    ecran.rencontre_usuelle()
    expect(ecran.etat).to_contain_text("1 en attente, gardée sur la tablette")
    assert not Rencontre.objects.exists()
    ecran.page.get_by_role("link", name="Medlové, accueil").click()
    expect(ecran.page.locator("[data-message]")).to_contain_text(
        "seul cet écran est sur la tablette"
    )
    ecran.page.context.set_offline(False)
    ecran.attendre_l_envoi()
    assert Rencontre.objects.count() == 1
    fautes.clear()


def test_a_lost_answer_makes_no_double(ecran: Ecran, fautes: list[str]):
    perdre = True

    def lots(route: Route) -> None:
        nonlocal perdre
        reponse = route.fetch()
        if perdre:
            perdre = False
            route.abort()
        else:
            route.fulfill(response=reponse)

    ecran.page.route("**/api/v1/lots/", lots)
    ecran.rencontre_usuelle()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.count() == 1
    fautes.clear()


def test_a_closed_session_loses_nothing_and_asks_to_sign_in(ecran: Ecran, fautes: list[str]):
    ecran.page.context.clear_cookies()
    ecran.rencontre_usuelle()
    expect(ecran.etat).to_contain_text("1 en attente, gardée sur la tablette : se reconnecter")
    ecran.bouton("La tablette")
    expect(ecran.page.get_by_role("link", name="se connecter à son compte")).to_be_visible()
    ecran.page.close()  # it would try again, and be refused again
    fautes.clear()


def test_the_page_of_a_sortie_opens_the_screen_on_that_sortie(
    page: Page, live_server: LiveServer, equipe: Equipe, coordination: Personne
):
    sortie_du_jour(equipe, coordination.utilisateur)
    demain = SortieFactory(
        equipe=equipe,
        quartier=QuartierFactory(numero=12, nom="Bréquigny"),
        date=timezone.localdate() + timedelta(days=1),
        statut=Sortie.PLANIFIEE,
    )
    connecter(page, coordination, live_server.url)
    page.goto(f"/sorties/{demain.pk}/")
    page.get_by_role("link", name="Ouvrir sur le terrain").click()
    page.locator("body[data-pret]").wait_for(state="attached")
    expect(page.locator("[data-contexte]")).to_contain_text("Bréquigny")
