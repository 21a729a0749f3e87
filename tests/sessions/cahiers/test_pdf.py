"""What the PDF holds: the figures of the rows, its marks, its accessibility."""

from io import BytesIO
from itertools import chain

import pytest
from pypdf import PdfReader

from sessions import pdf
from sessions.cahiers.contenu import composer
from sessions.cahiers.services import imprimer
from sessions.models import Cahier

RENDU: list[bytes] = []


@pytest.fixture
def lu(saison: None, cahier: Cahier) -> PdfReader:
    """Rendered once for all these tests, from rows that are the same each time."""
    if not RENDU:
        RENDU.append(imprimer(cahier))
    return PdfReader(BytesIO(RENDU[0]))


def texte(lu: PdfReader) -> str:
    return colle(" ".join(page.extract_text() for page in lu.pages))


def colle(dit: str) -> str:
    """Without white space, which a PDF does not keep as it was written."""
    return "".join(dit.split())


def test_every_page_says_that_it_is_not_to_be_handed_out(lu: PdfReader) -> None:
    for page in lu.pages:
        assert colle("Version de travail, ne pas diffuser") in colle(page.extract_text())


def test_counts_from_one_to_four_read_less_than_five(lu: PdfReader) -> None:
    assert colle("Réparer un appareil < 5") in texte(lu)
    assert colle("CAF, aides, RSA 7") in texte(lu)


def test_the_figures_are_those_of_the_twin(lu: PdfReader, cahier: Cahier) -> None:
    dits = texte(lu)
    contenu = composer(cahier)
    for chiffre in contenu.chiffres:
        assert colle(f"{chiffre.nombre} {chiffre.phrase}") in dits
    tableaux = [contenu.domaines, contenu.quartiers, contenu.reponses]
    for rang in [*contenu.categories, *contenu.exigences]:
        tableaux += chain(*rang)
    for tableau in tableaux:
        assert colle(tableau.titre) in dits
        for ligne in tableau.lignes:
            assert colle(" ".join(ligne)) in dits


def test_it_is_tagged_in_french_with_a_title_and_words_for_each_figure(lu: PdfReader) -> None:
    racine = lu.trailer["/Root"]
    assert racine["/Lang"] == "fr"
    assert racine["/MarkInfo"]["/Marked"]
    assert racine["/ViewerPreferences"]["/DisplayDocTitle"]
    assert lu.metadata is not None
    assert lu.metadata.title == "Un été au Blosne"
    textes = [len(texte) for texte in _alternatives(racine["/StructTreeRoot"])]
    assert len(textes) >= 4
    assert min(textes) >= 20


def test_its_fonts_are_inside(lu: PdfReader) -> None:
    for page in lu.pages:
        for police in page["/Resources"]["/Font"].values():
            descendante = police.get_object().get("/DescendantFonts", [police])[0].get_object()
            assert "/FontFile2" in descendante["/FontDescriptor"] or (
                "/FontFile3" in descendante["/FontDescriptor"]
            )


@pytest.mark.parametrize(
    "adresse",
    [
        "https://ailleurs.example/image.png",
        "file:///etc/hostname",
        f"{pdf.FIGURES}autre.svg",
        f"{pdf.PICTOGRAMMES}autre",
        f"{pdf.STATIQUES}autre.svg",
    ],
)
def test_a_resource_from_outside_stops_the_rendering(adresse: str) -> None:
    page = f'<!doctype html><html lang="fr"><title>x</title><img src="{adresse}" alt="non">'
    with pytest.raises(pdf.RessourceRefusee):
        pdf.rendre(page, {})


def _alternatives(noeud: object) -> list[str]:
    """The /Alt of the tree of tags."""
    objet = noeud.get_object()  # type: ignore[attr-defined]
    trouvees = [str(objet["/Alt"])] if "/Alt" in objet else []
    enfants = objet.get("/K", [])
    for enfant in enfants if isinstance(enfants, list) else [enfants]:
        resolu = enfant.get_object() if hasattr(enfant, "get_object") else enfant
        if hasattr(resolu, "get"):
            trouvees += _alternatives(resolu)
    return trouvees
