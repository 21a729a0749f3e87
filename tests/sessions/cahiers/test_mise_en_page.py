"""The page still stands whatever it is given: the layout is read back box by box."""

from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from weasyprint import HTML
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import TableBox, TextBox

from medlove.models import Equipe
from sessions import pdf
from sessions.cahiers.composition import composer, sans_mot_seul
from sessions.cahiers.editions.models import Variante
from sessions.cahiers.editions.pieces import constater
from sessions.cahiers.editions.rendu import images, papier
from sessions.models import Bilan, Cahier
from sessions.pdf.moteur import SourcesFermees
from tests.fabriques import (
    BilanFactory,
    HalteFactory,
    ImageFactory,
    LieuFactory,
    OutilFactory,
    ParoleFactory,
    QuartierFactory,
    SortieFactory,
    dessin,
)

BORD = 40  # px of an A4 page, about 10 mm: no word comes nearer to its edge
MENTION = "Version de travail, ne pas diffuser"
LONG = "quartier-du-" + "tres-" * 20 + "long"
MOT = "anticonstitutionnellement" * 8
ADRESSE = "https://exemple.org/" + "chemin/" * 30

Poser = Callable[..., list[Page]]


@pytest.fixture
def poser(cahier: Cahier) -> Poser:
    """The pages of the cahier as it is now, laid out and not written."""

    def poser(variante: Variante = Variante.NUMERIQUE) -> list[Page]:
        document = composer(cahier)
        html = papier(document, variante, constater(document))
        sources = SourcesFermees(html, document.figures, images(document))
        return HTML(string=html, base_url=pdf.ADRESSE, url_fetcher=sources).render().pages

    return poser


def mots(page: Page) -> Iterator[TextBox]:
    return (
        une for une in page._page_box.descendants() if isinstance(une, TextBox) and une.text.strip()
    )


def dit(page: Page) -> str:
    return " ".join(un.text for un in mots(page))


def tient(pages: list[Page]) -> None:
    """No word leaves the page, nor lies under its foot."""
    for page in pages:
        for mot in mots(page):
            assert mot.position_x >= 0, mot.text
            assert mot.position_x + mot.width <= page.width - BORD, mot.text
            assert mot.position_y + mot.height <= page.height, mot.text


def tableaux(pages: list[Page]) -> list[TableBox]:
    return [
        une for page in pages for une in page._page_box.descendants() if isinstance(une, TableBox)
    ]


@pytest.mark.usefixtures("equipe")
def test_a_period_with_nothing_is_a_short_cahier_that_says_why(poser: Poser) -> None:
    pages = poser()
    tient(pages)
    assert 8 <= len(pages) <= 20
    assert any("Aucune sortie n’est notée" in dit(page) for page in pages)


@pytest.mark.usefixtures("saison")
@pytest.mark.parametrize("variante", Variante)
def test_every_page_of_a_working_version_says_so(
    poser: Poser, equipe: Equipe, variante: Variante
) -> None:
    for rang in range(5):  # one of them is alone on its page
        ParoleFactory(equipe=equipe, texte=f"Parole {rang}, assez courte.")
    pages = [dit(page) for page in poser(variante)]
    assert [une for une in pages if une and MENTION not in une] == []


@pytest.mark.usefixtures("saison")
def test_a_cover_names_the_quartiers_where_the_bike_went(cahier: Cahier, equipe: Equipe) -> None:
    for rang in range(20, 29):
        QuartierFactory(numero=rang, nom=f"Ailleurs {rang}")
    assert composer(cahier).lieux == "Le Blosne"


@pytest.mark.usefixtures("saison")
def test_the_essential_is_two_facing_pages(poser: Poser, cahier: Cahier) -> None:
    cahier.sections.filter(code="essentiel").update(texte="### Trois constats\n\nUn, deux, trois.")
    pages = poser()
    premiere = next(rang for rang, une in enumerate(pages, 1) if "Cette double page" in dit(une))
    seconde = next(rang for rang, une in enumerate(pages, 1) if "Un, deux, trois." in dit(une))
    assert premiere % 2 == 0
    assert seconde == premiere + 1


def test_names_words_and_addresses_that_are_too_long_stay_inside(
    poser: Poser, cahier: Cahier, equipe: Equipe
) -> None:
    cahier.titre = MOT[:120]
    cahier.sous_titre = MOT
    cahier.save()
    cahier.sections.update(titre=MOT[:120], texte=f"{MOT}\n\n<{ADRESSE}>\n\n### {MOT}\n\n- {MOT}")
    quartier = QuartierFactory(numero=5, nom=LONG)
    sortie = SortieFactory(equipe=equipe, quartier=quartier)
    lieu = LieuFactory(equipe=equipe, quartier=quartier, nom=MOT[:120])
    HalteFactory(sortie=sortie, lieu=lieu)
    BilanFactory(sortie=sortie, scene=MOT, choix_de_la_scene=Bilan.GARDEE)
    for rang in range(5):
        ParoleFactory(equipe=equipe, quartier=quartier, texte=f"{rang}{MOT}"[:140])
    OutilFactory(equipe=equipe, nom=MOT[:80], regles=MOT, materiel=MOT)
    tient(poser())


def test_a_table_of_two_hundred_rows_repeats_its_head(poser: Poser, cahier: Cahier) -> None:
    lignes = "\n".join(f"| {rang} | Une chose à dire du jour {rang} |" for rang in range(200))
    cahier.sections.filter(code="velo").update(texte=f"| Jour | Note |\n|---|---|\n{lignes}")
    pages = poser()
    tient(pages)
    portees = [page for page in pages if "Une chose à dire du jour" in dit(page)]
    assert len(portees) >= 4
    for page in portees:
        assert "Jour" in dit(page).split()
        assert "Note" in dit(page).split()
    assert any("jour 199" in dit(page) for page in portees)


def test_twelve_pictures_are_all_there_with_their_credits(poser: Poser, cahier: Cahier) -> None:
    section = cahier.sections.get(code="velo")
    for rang in range(12):
        corps = dessin(40 + rang, 30)
        ImageFactory(
            section=section,
            fichier=ContentFile(corps, name=f"{rang}.jpg"),
            empreinte=sha256(corps).hexdigest(),
            legende=f"Image {rang}",
        )
    pages = poser()
    tient(pages)
    tout = " ".join(dit(page) for page in pages)
    assert all(f"Image {rang} " in tout for rang in range(12))
    assert tout.count("L’équipe, CC BY-SA 4.0") == 12


@pytest.mark.usefixtures("saison")
def test_tables_are_as_wide_as_they_are_told(poser: Poser) -> None:
    """Fixed layouts: their cells are not measured one by one."""
    trouves = tableaux(poser())
    assert trouves
    assert all(un.style["table_layout"] == "fixed" for un in trouves)


@pytest.mark.parametrize(
    ("titre", "dit"),
    [
        ("Deux quartiers, un vélo", "Deux quartiers, un\u00a0vélo"),
        ("Conclusions", "Conclusions"),
        ("L’équipe et les complices", "L’équipe et les complices"),
    ],
)
def test_a_short_last_word_is_not_alone_on_its_line(titre: str, dit: str) -> None:
    assert sans_mot_seul(titre) == dit
