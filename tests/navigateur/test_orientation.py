"""Off line: who is proposed and why, two taps to refer, the card and its square."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from medlove.models import Equipe
from sessions.models import CategorieBesoin, Orientation, Reception, Sortie, Verification
from sessions.orientations.jetons import code_court, hacher
from territoires.models import Lieu, Partenaire
from tests.fabriques import HalteFactory, PartenaireFactory
from tests.navigateur.carre import lire_le_carre
from tests.navigateur.conftest import BUREAU, TELEPHONE, OuvrirPage
from tests.navigateur.ecran_terrain import Ecran, connecter
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)

TOUT = """async () => {
  const ouverture = indexedDB.open("medlove");
  const base = await new Promise((dire) => (ouverture.onsuccess = () => dire(ouverture.result)));
  const lus = [...base.objectStoreNames].map((nom) => new Promise((dire) => {
    const tous = base.transaction(nom).objectStore(nom).getAll();
    tous.onsuccess = () => dire([nom, tous.result]);
  }));
  const contenu = JSON.stringify(await Promise.all(lus));
  base.close();
  return contenu;
}"""


@pytest.fixture
def travailleur() -> bool:
    return True


@pytest.fixture
def cler(equipe: Equipe, sortie: Sortie) -> Partenaire:
    """Open until 17 h 30 on any day of the year, 400 m from the halte, checked two months ago."""
    lieu = Lieu.objects.get()
    HalteFactory(sortie=sortie, lieu=lieu, quartier=sortie.quartier)
    cler = PartenaireFactory(
        equipe=equipe,
        nom="Agence du logement",
        adresse="4 place du Banat",
        repere="derrière la poste",
        telephone="02 00 00 00 44",
        horaires="Mo-Su,PH 09:00-12:30,14:00-17:30",
        latitude=f"{float(lieu.latitude) + 0.0036:.6f}",
        longitude=lieu.longitude,
        verifie_le=timezone.localdate() - timedelta(days=61),
    )
    repondre(cler)
    return cler


def repondre(*partenaires: Partenaire) -> None:
    for partenaire in partenaires:
        partenaire.categories.add(CategorieBesoin.objects.get(code="logement"))


@pytest.fixture
def hors_ligne(cler: Partenaire, ecran: Ecran, fautes: list[str]) -> Ecran:
    ecran.attendre_le_travailleur()
    ecran.page.context.set_offline(True)
    return ecran


@pytest.fixture
def ouvrir_ecran(page: Page, origine: str, mediation: Personne) -> Callable[[], Ecran]:
    """Once the directory is as the test wants it."""

    def ouvrir() -> Ecran:
        connecter(page, mediation, origine)
        return Ecran(page).ouvrir()

    return ouvrir


@pytest.fixture
def envoyes(page: Page) -> list[str]:
    """All that leaves the tablet: addresses and bodies."""
    vus: list[str] = []

    def noter(requete: Request) -> None:
        vus.append(f"{requete.url} {requete.post_data or ''}")

    page.on("request", noter)
    return vus


def orienter(ecran: Ecran, nom: str = "Agence du logement") -> None:
    ecran.puce("Logement")
    ecran.recompter()
    ecran.puce("Orientée")
    ecran.puce(nom)


def montrer(ecran: Ecran, telephone: Page) -> str | None:
    """The token that a telephone reads on the card."""
    ecran.bouton("Montrer la carte")
    expect(ecran.page.locator("#feuillet-carte")).to_be_visible()
    lu = lire_le_carre(telephone, ecran.page.screenshot())
    return lu and lu.partition("/o/#")[2]


def retablir(ecran: Ecran, fautes: list[str]) -> None:
    ecran.page.context.set_offline(False)
    ecran.relancer()
    ecran.attendre_l_envoi()
    fautes.clear()  # what was tried without network


def test_off_line_a_person_is_referred_in_two_taps_and_shown_a_card(
    hors_ligne: Ecran, ouvrir: OuvrirPage, origine: str, envoyes: list[str], fautes: list[str]
):
    ecran, page = hors_ligne, hors_ligne.page
    orienter(ecran)
    assert ecran.taps == 2
    expect(page.locator("[data-liste=proposes] .puce").first).to_have_text(
        re.compile(
            "Agence du logement.*ouvert jusqu’à 17\u202fh\u202f30 · à 400\u202fm"
            " · vérifié il y a 2 mois"
        )
    )
    expect(page.get_by_role("radio", name="Carte remise")).to_be_checked()
    ecran.bouton("Montrer la carte")
    carte = page.locator("#feuillet-carte")
    for dit in ["Agence du logement", "4 place du Banat", "derrière la poste", "02 00 00 00 44"]:
        expect(carte).to_contain_text(dit)
    expect(carte).to_contain_text("9\u202fh à 12\u202fh\u202f30, 14\u202fh à 17\u202fh\u202f30")
    expect(carte).not_to_contain_text("ogement social")
    lu = lire_le_carre(ouvrir(), page.screenshot())
    trouve = re.fullmatch(rf"{re.escape(origine)}/o/#([A-Z2-7]{{26}})", lu or "")
    assert trouve, lu
    jeton = trouve[1]
    code = code_court(hacher(jeton))
    expect(page.locator("[data-carte-code]")).to_have_text(f"{code[:3]} {code[3:]}")
    ecran.bouton("Revenir")
    ecran.enregistrer()
    retablir(ecran, fautes)
    orientation = Orientation.objects.get()
    assert (orientation.jeton_sha256, orientation.modalite) == (hacher(jeton), "carte_remise")
    # The token has left neither in an address nor in a body, and stays nowhere.
    assert any(hacher(jeton) in un for un in envoyes)
    assert not [un for un in envoyes if jeton in un]
    assert jeton not in json.dumps(list(Reception.objects.values_list("brut")), default=str)
    assert jeton not in page.evaluate(TOUT)


def test_the_card_is_shown_again_until_the_rencontre_leaves_then_its_code_only(
    hors_ligne: Ecran, ouvrir: OuvrirPage, fautes: list[str]
):
    ecran, page, telephone = hors_ligne, hors_ligne.page, ouvrir()
    orienter(ecran)
    jeton = montrer(ecran, telephone)
    ecran.bouton("Revenir")
    ecran.enregistrer()
    page.get_by_text("Noté aujourd’hui").click()
    ecran.geste("modifier")
    assert montrer(ecran, telephone) == jeton
    ecran.bouton("Revenir")
    ecran.enregistrer()
    retablir(ecran, fautes)
    ecran.geste("modifier")
    assert montrer(ecran, telephone) is None
    code = code_court(hacher(jeton or ""))
    expect(page.locator("[data-carte-code]")).to_have_text(f"{code[:3]} {code[3:]}")
    ecran.bouton("Revenir")
    ecran.bouton("Enregistrer, puis suivante")
    ecran.attendre_vierge()
    ecran.attendre_l_envoi()
    assert Orientation.objects.get().jeton_sha256 == hacher(jeton or "")


def test_a_card_without_tracking_is_one_tap_and_holds_no_token(
    hors_ligne: Ecran, ouvrir: OuvrirPage, fautes: list[str]
):
    ecran, page = hors_ligne, hors_ligne.page
    orienter(ecran)
    ecran.recompter()
    ecran.bouton("Carte sans suivi")
    assert ecran.taps == 1
    expect(page.locator("#feuillet-carte")).to_contain_text("4 place du Banat")
    expect(page.locator("[data-carte-suivi]")).to_be_hidden()
    assert lire_le_carre(ouvrir(), page.screenshot()) is None
    ecran.bouton("Revenir")
    ecran.enregistrer()
    retablir(ecran, fautes)
    assert Orientation.objects.get().jeton_sha256 is None


def test_a_card_already_shown_can_be_made_free_of_tracking(
    hors_ligne: Ecran, ouvrir: OuvrirPage, fautes: list[str]
):
    ecran = hors_ligne
    orienter(ecran)
    assert montrer(ecran, ouvrir())
    ecran.tap(ecran.page.locator("[data-suivi]"))
    expect(ecran.page.locator("[data-carte-suivi]")).to_be_hidden()
    ecran.bouton("Revenir")
    ecran.enregistrer()
    retablir(ecran, fautes)
    assert Orientation.objects.get().jeton_sha256 is None


def test_a_card_names_one_partenaire_and_no_other(
    cler: Partenaire, ecran: Ecran, ouvrir: OuvrirPage
):
    telephone = ouvrir()
    orienter(ecran)
    premier = montrer(ecran, telephone)
    ecran.bouton("Revenir")
    ecran.puce("Espace social du Blosne")
    second = montrer(ecran, telephone)
    assert None not in {premier, second}
    assert premier != second
    ecran.bouton("Revenir")
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    orientation = Orientation.objects.get()
    assert orientation.partenaire.nom == "Espace social du Blosne"
    assert orientation.jeton_sha256 == hacher(second or "")


def test_neither_a_paused_door_nor_one_that_does_not_answer_is_proposed(
    cler: Partenaire, equipe: Equipe, ouvrir_ecran: Callable[[], Ecran]
):
    pause = PartenaireFactory(
        equipe=equipe, nom="En congés", en_pause_jusqu_au=timezone.localdate()
    )
    repondre(pause)
    ecran = ouvrir_ecran()
    orienter(ecran)
    proposes = ecran.page.locator("[data-liste=proposes] .puce")
    expect(proposes).to_have_count(1)
    expect(ecran.page.locator("[data-liste=partenaires]")).to_contain_text("En congés")
    expect(ecran.page.locator("[data-liste=partenaires]")).to_contain_text("en pause")


def test_a_door_sent_many_off_line_goes_down(
    cler: Partenaire, equipe: Equipe, ouvrir_ecran: Callable[[], Ecran], fautes: list[str]
):
    jumelle = PartenaireFactory(
        **{
            champ: getattr(cler, champ)
            for champ in ("equipe", "horaires", "latitude", "longitude", "verifie_le")
        },
        nom="Bureau du logement",
    )
    repondre(jumelle)
    ecran = ouvrir_ecran()
    ecran.attendre_le_travailleur()
    ecran.page.context.set_offline(True)
    premier = ecran.page.locator("[data-liste=proposes] .puce").first
    for attendu in ["Agence du logement", "Bureau du logement", "Agence du logement"]:
        ecran.puce("Logement")
        ecran.puce("Orientée")
        expect(premier).to_contain_text(attendu)
        premier.click()
        ecran.enregistrer()
    retablir(ecran, fautes)
    assert Orientation.objects.count() == 3


def test_an_entry_still_true_is_one_tap_and_may_be_corrected(
    hors_ligne: Ecran, cler: Partenaire, mediation: Personne, fautes: list[str]
):
    ecran = hors_ligne
    orienter(ecran)
    ecran.recompter()
    ecran.bouton("Toujours exact")
    assert ecran.taps == 1
    expect(ecran.page.locator("[data-message]")).to_contain_text("toujours exacte")
    bouton = ecran.page.get_by_role("button", name="Toujours exact")
    expect(bouton).to_have_attribute("aria-pressed", "true")
    assert ecran.en_attente() == 1
    ecran.bouton("Plus exact")
    expect(bouton).to_have_attribute("aria-pressed", "false")
    ecran.bouton("Toujours exact")
    assert ecran.en_attente() == 1
    retablir(ecran, fautes)
    verification = Verification.objects.get()
    assert (verification.partenaire, verification.exact) == (cler, True)
    assert verification.auteur == mediation.utilisateur
    cler.refresh_from_db()
    assert cler.verifie_le == timezone.localdate()


def test_the_card_speaks_other_languages_off_line_with_the_french_beside(
    hors_ligne: Ecran, fautes: list[str]
):
    ecran, carte = hors_ligne, hors_ligne.page.locator("[data-carte-page]")
    orienter(ecran)
    ecran.bouton("Montrer la carte")
    expect(carte).to_have_attribute("lang", "fr")
    expect(carte.locator("[data-carte-non-relue]")).to_be_hidden()
    langue, liste = carte.page.get_by_role("button", name="Langue"), "#carte-langues"
    ecran.bouton("Langue")
    ecran.page.get_by_role("button", name="Français").focus()
    ecran.page.keyboard.press("ArrowRight")
    expect(ecran.page.locator(liste)).to_be_visible()
    ecran.bouton("العربية")
    expect(ecran.page.locator(liste)).to_be_hidden()
    expect(langue).to_be_focused()
    expect(carte).to_have_attribute("dir", "rtl")
    expect(carte).to_contain_text("الهاتف Téléphone")
    expect(carte.get_by_text("Traduction non relue")).to_be_visible()
    expect(carte.locator("[data-carte-telephone]")).to_have_attribute("dir", "ltr")
    ecran.page.keyboard.press("Enter")
    ecran.page.get_by_role("button", name="Français").focus()
    ecran.page.keyboard.press("Enter")
    expect(carte).to_have_attribute("dir", "ltr")
    expect(ecran.page.locator(liste)).to_be_hidden()
    ecran.bouton("Revenir")
    ecran.enregistrer()
    retablir(ecran, fautes)


@pytest.mark.toujours
def test_from_the_bench_to_the_desk_the_outcome_is_known_and_the_person_is_not(
    hors_ligne: Ecran,
    ouvrir: OuvrirPage,
    coordination: Personne,
    origine: str,
    fautes: list[str],
):
    ecran, telephone = hors_ligne, ouvrir(TELEPHONE)
    orienter(ecran)
    jeton = montrer(ecran, telephone)
    ecran.bouton("Revenir")
    ecran.enregistrer()
    dire_venue(telephone, jeton)  # the tablet has not met the network yet
    expect(telephone.get_by_role("alert")).to_contain_text("Cette carte n’est pas reconnue")
    retablir(ecran, fautes)
    dire_venue(telephone, jeton)
    expect(telephone.get_by_role("heading", name="C’est noté, merci")).to_be_visible()
    bureau = ouvrir(BUREAU)
    connecter(bureau, coordination, origine)
    bureau.goto("/orientations/")
    ligne = bureau.get_by_role("row").filter(has_text="Agence du logement").first
    orientees, recues, part = ligne.get_by_role("cell").all_inner_texts()[:3]
    assert (orientees, recues, part.split()) == ("1", "1", ["100", "%"])
    assert Orientation.objects.get().besoin is None


def dire_venue(telephone: Page, jeton: str | None) -> None:
    telephone.goto("about:blank")
    telephone.goto(f"/o/#{jeton}")
    telephone.get_by_role("button", name="La personne est venue").click()
