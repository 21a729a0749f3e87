"""Relecture and the fiche de report in a real browser, at every size."""

import datetime
from collections.abc import Callable
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from sessions.nomenclatures.listes import libelles
from tests.fabriques import (
    BesoinFactory,
    BilanFactory,
    HalteFactory,
    ParoleFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE, OuvrirPage, trop_larges
from tests.navigateur.ecran_terrain import connecter
from tests.personnes import Personne

NOTE = (
    "Venue avec une lettre de la CAF pas ouverte depuis deux mois. Elle craignait de devoir "
    "rembourser. Lue ensemble sur le banc\u202f: c’était une simple attestation."
)
SCENE = (
    "Trois chaises dépliées au soleil, le vélo en travers. Un monsieur s’assied pour souffler, "
    "puis sort un formulaire plié en huit. Deux voisines s’approchent pour aider à lire."
)


@pytest.fixture
def adresses(equipe: Equipe) -> list[str]:
    quartier = QuartierFactory(numero=11, nom="Les Essais - La Borderie")
    aujourd_hui = timezone.localdate()
    for jours in (85, 40, 2):
        sortie = SortieFactory(
            equipe=equipe, quartier=quartier, date=aujourd_hui - datetime.timedelta(days=jours)
        )
        rencontre = RencontreFactory(sortie=sortie, note=NOTE)
        BesoinFactory(rencontre=rencontre)
        BesoinFactory(rencontre=rencontre, code="prendre_en_main")
        bilan = BilanFactory(sortie=sortie, scene=SCENE, parole="Ici on ne se fait pas renvoyer.")
    RencontreFactory(sortie=sortie, note=NOTE, note_relue=True)
    BilanFactory(
        sortie=SortieFactory(equipe=equipe, quartier=quartier),
        scene=SCENE,
        choix_de_la_scene="gardee",
    )
    ParoleFactory.create_batch(3, equipe=equipe, quartier=quartier, domaine="droits")
    parole = ParoleFactory(equipe=equipe, texte="On m’a dit d’aller sur le site. " * 4)
    pleine = _sortie_pleine(equipe)
    return [
        "/relecture/",
        "/relecture/lues/",
        f"/relecture/notes/{rencontre.pk}/",
        f"/relecture/notes/{rencontre.pk}/effacer/",
        "/relecture/bilans/",
        f"/relecture/bilans/{bilan.pk}/parole/",
        "/relecture/scenes/",
        "/relecture/paroles/",
        f"/relecture/paroles/{parole.pk}/",
        f"/relecture/paroles/{parole.pk}/retirer/",
        f"/sorties/{pleine}/report/",
        f"/sorties/{pleine}/report/impression/",
        f"/statistiques/report/?mois={aujourd_hui:%Y-%m}",
        f"/statistiques/report/impression/?mois={aujourd_hui:%Y-%m}",
    ]


def _sortie_pleine(equipe: Equipe) -> object:
    """Every thématique and every organisme on one fiche: the longest there can be."""
    halte = HalteFactory(sortie__equipe=equipe, sortie__date=timezone.localdate())
    PassagesFactory(halte=halte, passages=1234, refus=12)
    organismes = list(libelles("organisme"))
    for rang, code in enumerate(CategorieBesoin.objects.values_list("code", flat=True)):
        organisme = organismes[rang % len(organismes)]
        ages = ["mineur", "25_39", "75_plus"]
        rencontre = RencontreFactory(
            sortie=halte.sortie, tranche_age=ages[rang % 3], genre=["autre", "feminin"][rang % 2]
        )
        BesoinFactory(rencontre=rencontre, code=code, organisme=organisme)
    return halte.sortie.pk


def test_nothing_is_cut_and_axe_has_nothing_to_say(
    ouvrir: OuvrirPage,
    live_server: LiveServer,
    coordination: Personne,
    adresses: list[str],
    sans_defaut_d_accessibilite: Callable[[Page], None],
) -> None:
    for taille in (TABLETTE, TELEPHONE, BUREAU):
        page = ouvrir(taille)
        connecter(page, coordination, live_server.url)
        for adresse in adresses:
            page.goto(adresse)
            expect(page.locator("h1")).to_be_visible()
            assert trop_larges(page) == [], adresse
            if taille is TABLETTE:
                sans_defaut_d_accessibilite(page)


def test_the_longest_fiche_is_one_sheet_of_paper(
    ouvrir: OuvrirPage, live_server: LiveServer, coordination: Personne, adresses: list[str]
) -> None:
    page = ouvrir(BUREAU)
    connecter(page, coordination, live_server.url)
    for adresse in [une for une in adresses if "report/impression" in une]:
        page.goto(adresse)
        feuilles = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
        assert len(feuilles) == 1, adresse
        assert "Interne, ne pas diffuser" in feuilles[0].extract_text()


def test_a_block_is_copied_as_two_columns(
    ouvrir: OuvrirPage, live_server: LiveServer, coordination: Personne, adresses: list[str]
) -> None:
    page = ouvrir(BUREAU, permissions=["clipboard-write"])
    connecter(page, coordination, live_server.url)
    page.goto(next(une for une in adresses if une.endswith("/report/")))
    page.get_by_role("button", name="Copier activité").click()
    expect(page.get_by_text("Copié.")).to_be_visible()
    assert collee(page).splitlines()[3:5] == ["Passages\t1234", "Refus\t12"]


def collee(page: Page) -> str:
    """What the clipboard holds, as who pastes it sees it: a page may not read it."""
    page.evaluate("document.body.append(document.createElement('textarea'))")
    zone = page.locator("body > textarea")
    zone.focus()
    page.keyboard.press("ControlOrMeta+V")
    return zone.input_value()
