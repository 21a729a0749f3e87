"""HTML in, PDF out: nothing but the document's own resources, the same bytes, our fonts."""

import gc
import socket
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from pikepdf import Pdf
from PIL import Image

from sessions import pdf

FEUILLE = f'<link rel="stylesheet" href="{pdf.STATIQUES}css/cahier.css">'
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9"/></svg>'
REFUSEES = [
    "https://ailleurs.example/image.png",
    "http://127.0.0.1/image.png",
    "ftp://ailleurs.example/image.png",
    "file:///etc/hostname",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    f"{pdf.ADRESSE}autre.png",
    f"{pdf.FIGURES}autre.svg",
    f"{pdf.IMAGES}{'0' * 64}",
    f"{pdf.PICTOGRAMMES}autre",
    f"{pdf.STATIQUES}images/autre.svg",
    f"{pdf.STATIQUES}js/carte.js",
    f"{pdf.STATIQUES}images/../../pyproject.toml",
    f"{pdf.STATIQUES}images/../../medlove/settings.svg",
    f"{pdf.STATIQUES}images/%2e%2e/%2e%2e/pyproject.svg",
    f"{pdf.STATIQUES}css",
]
PAR = [
    '<img src="{}" alt="non">',
    '<p style="background: url({})">x</p>',
    "<style>@import url('{}');</style>",
    "<style>li {{ list-style-image: url('{}') }}</style><ul><li>x</ul>",
    "<style>@font-face {{ font-family: x; src: url('{}') }}</style>",
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}" width="9" height="9"/></svg>',
]


def page(corps: str = "<p>x</p>", tete: str = "") -> str:
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>x</title>{tete}'
        f"</head><body>{corps}</body></html>"
    )


def photo() -> bytes:
    sortie = BytesIO()
    Image.new("RGB", (8, 8), "#114b7a").save(sortie, "JPEG")
    return sortie.getvalue()


@pytest.fixture(autouse=True)
def sans_reseau(monkeypatch: pytest.MonkeyPatch) -> None:
    def interdit(*_: object) -> None:
        pytest.fail("the network was asked for something")

    monkeypatch.setattr(socket.socket, "connect", interdit)


@pytest.fixture
def polices_oubliees() -> Iterator[None]:
    pdf._depliee.cache_clear()
    pdf._signes.cache_clear()
    yield
    pdf._depliee.cache_clear()
    pdf._signes.cache_clear()


@pytest.mark.parametrize("adresse", REFUSEES)
def test_a_resource_that_is_not_of_the_document_stops_the_rendering(adresse: str) -> None:
    with pytest.raises(pdf.RessourceRefusee):
        pdf.rendre(page(f'<img src="{adresse}" alt="non">'), {"une.svg": FIGURE})


@pytest.mark.parametrize("par", PAR)
def test_it_stops_whatever_asks_for_it(par: str) -> None:
    with pytest.raises(pdf.RessourceRefusee):
        pdf.rendre(page(par.format("https://ailleurs.example/x")), {})


def test_a_figure_reaches_nothing_either() -> None:
    espion = FIGURE.replace(
        "<path", '<image href="file:///etc/hostname" width="9" height="9"/><path'
    )
    with pytest.raises(pdf.RessourceRefusee):
        pdf.rendre(page(f'<img src="{pdf.FIGURES}une.svg" alt="Une figure">'), {"une.svg": espion})


def test_a_picture_is_asked_for_by_the_hash_of_its_bytes() -> None:
    octets = photo()
    empreinte = sha256(octets).hexdigest()
    html = page(f'<img src="{pdf.IMAGES}{empreinte}" alt="Un carré bleu">')
    rendu = pdf.rendre(html, {}, {empreinte: lambda: octets})
    with Pdf.open(BytesIO(rendu)) as lu:
        assert len(lu.pages[0].get_images()) == 1


@pytest.mark.parametrize("octets", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"", b"%PDF-1.7"])
def test_a_picture_that_is_none_is_not_printed(octets: bytes) -> None:
    empreinte = sha256(octets).hexdigest()
    with pytest.raises(pdf.RessourceRefusee, match="JPEG"):
        pdf.rendre(
            page(f'<img src="{pdf.IMAGES}{empreinte}" alt="Une image">'),
            {},
            {empreinte: lambda: octets},
        )


def test_a_picture_changed_in_its_folder_is_not_printed() -> None:
    empreinte = sha256(photo()).hexdigest()
    with pytest.raises(pdf.RessourceRefusee, match="changée"):
        pdf.rendre(
            page(f'<img src="{pdf.IMAGES}{empreinte}" alt="Une image">'),
            {},
            {empreinte: lambda: photo() + b"x"},
        )


@pytest.mark.usefixtures("polices_oubliees")
def test_a_font_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    trouver = finders.find
    monkeypatch.setattr(
        finders, "find", lambda nom: None if nom.endswith("literata-600.woff2") else trouver(nom)
    )
    with pytest.raises(pdf.PoliceManquante, match=r"La police literata-600\.woff2 manque"):
        pdf.rendre(page(tete=FEUILLE), {})


@pytest.mark.usefixtures("polices_oubliees")
def test_a_font_cut_short_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    coupee = tmp_path / "coupee.woff2"
    coupee.write_bytes(Path(pdf._fichier("vendor/literata/literata-600.woff2")).read_bytes()[:900])
    trouver = finders.find
    monkeypatch.setattr(
        finders, "find", lambda nom: str(coupee) if "literata-600" in nom else trouver(nom)
    )
    with pytest.raises(pdf.PoliceManquante, match="ne se lit pas"):
        pdf.rendre(page(tete=FEUILLE), {})


def test_every_font_of_our_style_sheets_is_embedded_and_ours() -> None:
    corps = "<h1>Titre</h1><p>Un mot, <strong>un autre</strong>.</p>"
    with Pdf.open(BytesIO(pdf.rendre(page(corps, FEUILLE), {}))) as lu:
        noms = {str(une.BaseFont) for une in lu.pages[0].obj.Resources.Font.values()}
    assert noms
    assert all("Literata" in nom or "Atkinson" in nom for nom in noms)


@pytest.mark.parametrize("etiquete", [True, False])
def test_tags_are_for_who_reads_on_a_screen(etiquete: bool) -> None:
    with Pdf.open(BytesIO(pdf.rendre(page(), {}, etiquete=etiquete))) as lu:
        assert ("/StructTreeRoot" in lu.Root) == etiquete


def test_the_same_document_is_the_same_bytes() -> None:
    html = page(f'<img src="{pdf.FIGURES}une.svg" alt="Une figure">', FEUILLE)
    assert pdf.rendre(html, {"une.svg": FIGURE}) == pdf.rendre(html, {"une.svg": FIGURE})


def test_the_garbage_collector_waits_for_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    vus = []

    def regarder(_: str) -> tuple[bytes, str]:
        vus.append(gc.isenabled())
        return FIGURE.encode(), "image/svg+xml"

    monkeypatch.setattr(pdf, "_pictogramme", regarder)
    pdf.rendre(page(f'<img src="{pdf.PICTOGRAMMES}un" alt="Un dessin">'), {})
    assert vus == [False]
    assert gc.isenabled()


def test_the_garbage_collector_is_back_after_a_refusal() -> None:
    with pytest.raises(pdf.RessourceRefusee):
        pdf.rendre(page('<img src="file:///etc/hostname" alt="non">'), {})
    assert gc.isenabled()


@pytest.mark.parametrize(("mot", "police"), [("Privet", ""), ("Привет", "Noto"), ("مرحبا", "Plex")])
def test_a_script_comes_with_its_font_and_without_it_when_nobody_writes_it(
    mot: str, police: str
) -> None:
    rendu = pdf.rendre(page(f"<p>Un mot : {mot}</p>", FEUILLE), {})
    with Pdf.open(BytesIO(rendu)) as lu:
        noms = [str(une.BaseFont) for une in lu.pages[0].obj.Resources.Font.values()]
    etrangeres = [nom for nom in noms if "Noto" in nom or "Plex" in nom or "Rien" in nom]
    assert bool(etrangeres) == bool(police)
    assert all(police in nom for nom in etrangeres)


@pytest.mark.parametrize("signe", ["\x0b", "\x01", "\x0c", "\ufffe"])
def test_a_figure_with_a_sign_that_no_xml_holds_is_drawn_all_the_same(
    signe: str, caplog: pytest.LogCaptureFixture
) -> None:
    svg = FIGURE.replace("<path", f"<title>Le{signe}Blosne</title><path")
    pdf.rendre(f'<img alt="Une figure" src="{pdf.FIGURES}f.svg">', {"f.svg": svg})
    assert not [un for un in caplog.records if "Failed to load image" in un.message]
