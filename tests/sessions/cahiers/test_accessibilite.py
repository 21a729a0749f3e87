"""The numérique making read back: whoever listens to it, or moves by its links, loses nothing."""

import re
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise

import page
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from medlove.models import Equipe
from sessions.cahiers.composition import Document, composer
from sessions.cahiers.editions.models import Variante
from sessions.cahiers.editions.pieces import constater
from sessions.cahiers.editions.rendu import fabriquer, papier
from sessions.models import Bilan, Cahier
from tests.fabriques import (
    BilanFactory,
    ImageFactory,
    LieuFactory,
    OutilFactory,
    ParoleFactory,
    QuartierFactory,
    SignataireFactory,
    SortieFactory,
    dessin,
)

TEXTE = (
    "La table contre le muret, le café, [un réseau](https://exemple.org/) à qui parler.\n\n"
    "### Au retour\n\n- tant que c’est frais ;\n- à plusieurs.\n\n> On reviendra."
)
FAIT: list[bytes] = []
AU_PLUS = 5 * 1024 * 1024


@pytest.fixture
def rempli(saison: None, cahier: Cahier, equipe: Equipe) -> Cahier:
    """A cahier with words in each section, a picture, records, names."""
    cahier.sections.update(texte=TEXTE)
    sortie = SortieFactory(equipe=equipe, quartier=QuartierFactory(numero=5, nom="Maurepas"))
    LieuFactory(equipe=equipe, quartier=sortie.quartier, nom="Place du Marché")
    BilanFactory(sortie=sortie, scene="Il pleut, on reste.", choix_de_la_scene=Bilan.GARDEE)
    ParoleFactory.create_batch(5, equipe=equipe, quartier=sortie.quartier, domaine="droits")
    OutilFactory(equipe=equipe, regles="On tourne la roue.\nOn en parle.")
    SignataireFactory(cahier=cahier, accord=True)
    ImageFactory(section=cahier.sections.get(code="velo"), empreinte=sha256(dessin()).hexdigest())
    return cahier


@pytest.fixture
def octets(rempli: Cahier) -> bytes:
    """Made once for all these tests, from rows that are the same each time."""
    if not FAIT:
        FAIT.append(fabriquer(rempli, Variante.NUMERIQUE).pdf)
    return FAIT[0]


@pytest.fixture
def lu(octets: bytes) -> Pdf:
    return Pdf.open(BytesIO(octets))


@pytest.fixture
def document(rempli: Cahier) -> Document:
    return composer(rempli)


def etiquettes(noeud: object) -> Iterator[Dictionary]:
    """The tags, in the order in which they are read."""
    if isinstance(noeud, Array):
        for un in noeud:
            yield from etiquettes(un)
    elif isinstance(noeud, Dictionary):
        if Name.S in noeud:
            yield noeud
        yield from etiquettes(noeud.get(Name.K))


def signets(lignes: list[OutlineItem]) -> Iterator[str]:
    for ligne in lignes:
        yield ligne.title
        yield from signets(list(ligne.children))


def attendus(document: Document) -> list[str]:
    """The lines of the contents."""
    lignes = []
    for chapitre in document.chapitres:
        lignes += [chapitre.titre, *(bloc.titre for bloc in chapitre.entrees)]
    return lignes


class Titres(HTMLParser):
    """The levels of the headings of a page, in order, and its ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.niveaux: list[int] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, balise: str, attributs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", balise):
            self.niveaux.append(int(balise[1]))
        self.ids += [valeur or "" for nom, valeur in attributs if nom == "id"]


def test_a_checker_finds_no_failure_of_pdf_ua_1(octets: bytes) -> None:
    rapport = page.validate_pdf_bytes(octets, profile="ua1")
    assert [(faute.rule_id, faute.message) for faute in rapport.failures] == []
    assert rapport.is_compliant


def test_a_working_version_has_no_failure_either(equipe: Equipe, cahier: Cahier) -> None:
    pdf = fabriquer(cahier, Variante.NUMERIQUE).pdf
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant


def test_it_says_its_language_and_shows_its_title(lu: Pdf, document: Document) -> None:
    assert str(lu.Root.Lang) == "fr"
    assert bool(lu.Root.ViewerPreferences.DisplayDocTitle)
    assert str(lu.docinfo[Name.Title]) == document.cahier.titre
    with lu.open_metadata() as fiche:
        assert fiche["pdfuaid:part"] == "1"
        assert fiche["dc:title"] == document.cahier.titre


def test_each_figure_states_its_finding(lu: Pdf, document: Document) -> None:
    figures = [une for une in etiquettes(lu.Root.StructTreeRoot.K) if Name.Figure == une.S]
    textes = [str(une.get(Name.Alt, "")) for une in figures]
    for bloc in document.blocs:
        if bloc.figure:
            assert bloc.figure.texte in textes
    assert len(textes) >= 2
    assert min(len(texte) for texte in textes) >= 20


def test_no_level_of_heading_is_jumped(lu: Pdf) -> None:
    niveaux = [
        int(str(une.S)[2:])
        for une in etiquettes(lu.Root.StructTreeRoot.K)
        if re.fullmatch("/H[1-6]", str(une.S))
    ]
    assert niveaux[0] == 1
    assert niveaux.count(1) == 1
    assert all(apres <= avant + 1 for avant, apres in pairwise(niveaux))


def test_there_are_as_many_bookmarks_as_lines_in_the_contents(lu: Pdf, document: Document) -> None:
    with lu.open_outline() as plan:
        assert list(signets(list(plan.root))) == attendus(document)


def test_each_line_of_the_contents_leads_to_a_readable_place(lu: Pdf, document: Document) -> None:
    html = papier(document, Variante.NUMERIQUE, constater(document))
    ids = Titres(html).ids
    vises = re.findall(r'href="#([^"]+)"', html)
    assert len(vises) == len(attendus(document))
    assert set(vises) <= set(ids)
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", vise) for vise in vises)
    assert any(re.search("[a-z]{4}", vise) for vise in vises)


def test_two_sections_of_one_title_have_an_anchor_each(cahier: Cahier) -> None:
    cahier.sections.filter(code__in=["velo", "rate"]).update(titre="À vélo", texte="Oui.")
    ancres = [un.ancre for un in composer(cahier).chapitres]
    assert {"a-velo", "a-velo-2"} <= set(ancres)
    assert len(ancres) == len(set(ancres))


def test_a_section_takes_no_anchor_of_another_nor_of_the_pages(cahier: Cahier) -> None:
    titres = ["Sommaire", "Contenu", "A", "A", "A 2", "Figure les domaines de besoin dans la ville"]
    sections = cahier.sections.exclude(code="demandes")
    for section, titre in zip(sections, titres, strict=False):
        section.titre, section.texte = titre, "Oui."
        section.save()
    document = composer(cahier)
    html = papier(document, Variante.NUMERIQUE, constater(document))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert not {"sommaire", "contenu"} & {un.ancre for un in document.chapitres}


def test_its_letters_are_its_own(lu: Pdf) -> None:
    """Embedded, and of our two families: none was borrowed from the machine."""
    noms = set()
    for feuille in lu.pages:
        for police in feuille.Resources.get(Name.Font, Dictionary()).values():
            descripteur = police.DescendantFonts[0].FontDescriptor
            assert Name.FontFile2 in descripteur or Name.FontFile3 in descripteur
            noms.add(str(police.BaseFont).partition("+")[2])
    assert noms
    assert all(nom.startswith(("Literata", "Atkinson", "Espaces")) for nom in noms), noms


def test_it_weighs_less_than_five_megabytes(octets: bytes) -> None:
    assert len(octets) < AU_PLUS
