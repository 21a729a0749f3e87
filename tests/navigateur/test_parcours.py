"""The whole way, as a newcomer walks it: the door, a sortie, the map, the PDF."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from io import BytesIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from medlove.models import Equipe
from sessions.models import Rencontre, Sortie
from sessions.nomenclatures.listes import domaines
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques.effectifs import Lecture, lire
from sessions.statistiques.mesures import totaux
from tests.navigateur.ecran_terrain import Ecran

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.toujours]

COLONNES = ["part", "rencontres", "sorties", "presence", "passages", "refus"]


@pytest.fixture(autouse=True)
def demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    """A season that ends today, with the doors of the demonstration open."""
    for nom in ("DEBUG", "MEDLOVE_DEMO"):
        monkeypatch.setattr(settings, nom, True)
    call_command("charger_demo", rencontres=1600, skip_checks=True)


def sortie_du_jour_en_terrain_connu() -> Sortie:
    """The sortie of today, in the quartier where the team was most this trimestre.

    Where it was less than three times, the map draws no figure.
    """
    trimestre = Trimestre.du_jour(timezone.localdate())
    sorties = Sortie.objects.filter(equipe__slug="demonstration")
    faites = sorties.faites().pendant(trimestre.du, trimestre.au).order_by()
    quartier = faites.values_list("quartier").annotate(n=Count("pk")).order_by("-n")[0][0]
    sorties.filter(date=timezone.localdate()).update(quartier=quartier)
    return sorties.get(date=timezone.localdate())


def nombres_de_la_carte(page: Page, quartier: str) -> dict[str, str]:
    """The row of a quartier in the table beside the map, for the present trimestre."""
    page.goto(f"/carte/?trimestre={Trimestre.du_jour(timezone.localdate())}&mesure=nombre")
    rangee = page.locator(".carte__tableau tbody tr").filter(has_text=quartier)
    cellules = rangee.locator("td").all_inner_texts()
    return dict(zip(COLONNES, ("".join(un.split()) for un in cellules), strict=True))


def entier(texte: str) -> int:
    return int(re.match(r"\d+", texte).group()) if texte[:1].isdigit() else 0  # type: ignore[union-attr]


def imprime(nombre: int) -> str:
    return colle(lire(nombre, Lecture.IMPRESSION).texte)


def colle(texte: str) -> str:
    return "".join(texte.split())


def test_from_the_door_to_the_pdf(page: Page) -> None:
    sortie = sortie_du_jour_en_terrain_connu()
    quartier = sortie.quartier.nom

    page.goto("/")
    page.get_by_role("button", name="Coordination").click()
    expect(page.get_by_role("link", name="Carte")).to_be_visible()
    avant = nombres_de_la_carte(page, quartier)

    page.goto(f"/sorties/{sortie.pk}/")
    page.get_by_role("link", name="Ouvrir sur le terrain").click()
    ecran = Ecran(page)
    page.locator("body[data-pret]").wait_for(state="attached")
    for _ in range(3):
        ecran.recompter()
        ecran.rencontre_usuelle()
        assert ecran.taps == 4
    for nom, fois in (("+ Passage", 5), ("+ Refus", 2)):
        for _ in range(fois):
            ecran.bouton(nom)
    expect(page.get_by_label("Passages à cette halte")).to_have_value("5")
    expect(page.get_by_label("Refus à cette halte")).to_have_value("2")
    ecran.attendre_l_envoi()
    assert Rencontre.objects.filter(sortie=sortie).count() == 3

    apres = nombres_de_la_carte(page, quartier)
    assert entier(apres["rencontres"]) == entier(avant["rencontres"]) + 3
    assert entier(apres["passages"]) == entier(avant["passages"]) + 5
    assert entier(apres["refus"]) == entier(avant["refus"]) + 2
    assert entier(apres["sorties"]) == entier(avant["sorties"]) + 1
    etiquette = page.locator(".carte-etiquette").filter(has_text=quartier.split(" - ")[0])
    expect(etiquette).to_contain_text(str(entier(apres["rencontres"])))

    verifier_le_pdf(telecharger(page), sortie, entier(apres["rencontres"]))


def telecharger(page: Page) -> str:
    """Compose a cahier of the present year; the text of its PDF, without white space."""
    page.goto("/cahiers/nouveau/")
    page.get_by_label("Titre", exact=True).fill("De la porte au PDF")
    page.get_by_label("Période").select_option(f"{timezone.localdate().year}")
    page.get_by_role("button", name="Composer").click()
    page.get_by_role("button", name="Fabriquer\u202f: Pour diffusion numérique").click()
    with page.expect_download() as attendu:
        page.get_by_role("link", name="Télécharger").click()
    lu = PdfReader(BytesIO(attendu.value.path().read_bytes()))
    feuilles = [colle(feuille.extract_text()) for feuille in lu.pages]
    for feuille in feuilles:
        assert colle("version de travail, ne pas diffuser") in feuille.lower()
    return "".join(feuilles)


def verifier_le_pdf(texte: str, sortie: Sortie, rencontres_du_quartier: int) -> None:
    """The figures of a year in progress, counted anew from the rows: 1 to 4 read « < 5 »."""
    trimestre = Trimestre.du_jour(timezone.localdate())
    annee = Periode.lire(f"{trimestre.annee}")
    ensemble = totaux(Selection(sortie.equipe, annee))
    assert f"{imprime(ensemble.rencontres)}rencontres" in texte
    assert f"{imprime(ensemble.passages)}passages" in texte

    du_quartier = Rencontre.objects.filter(equipe=sortie.equipe, quartier=sortie.quartier)
    par_trimestre = {
        un: du_quartier.filter(jour__range=(un.du, un.au)).count() for un in annee.trimestres()
    }
    assert par_trimestre[trimestre] == rencontres_du_quartier
    assert rangee(sortie.quartier.nom, par_trimestre.values()) in texte

    lignes = besoins_par_quartier(sortie.equipe, annee)
    assert any(0 < nombre < 5 for ligne in lignes.values() for nombre in ligne)
    for quartier, ligne in lignes.items():
        assert rangee(quartier, ligne) in texte


def rangee(libelle: str, nombres: Iterable[int]) -> str:
    """A row of a table as it is printed."""
    return colle(libelle) + "".join(imprime(nombre) for nombre in nombres)


def besoins_par_quartier(equipe: Equipe, periode: Periode) -> dict[str, list[int]]:
    """By quartier, how many rencontres in all, then by domain of their first two besoins."""
    rencontres = Rencontre.objects.filter(equipe=equipe, jour__range=(periode.du, periode.au))
    comptes: dict[str, Counter[str]] = defaultdict(Counter)
    for rencontre in rencontres.select_related("quartier").prefetch_related("besoins__categorie"):
        besoins = sorted(rencontre.besoins.all(), key=lambda un: (un.rang, un.pk))[:2]
        portes = {besoin.categorie.domaine for besoin in besoins}
        comptes[rencontre.quartier.nom].update(["", *portes])
    return {nom: [dits[code] for code in ("", *domaines())] for nom, dits in comptes.items()}
