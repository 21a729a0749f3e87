"""HTML in, PDF out: nothing but the document's own resources, the same bytes, our fonts."""

import gc
import socket
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from fontTools.ttLib import woff2
from pikepdf import Pdf, Stream, parse_content_stream
from PIL import Image

from sessions import pdf
from sessions.pdf import polices, ressources

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
    polices.depliee.cache_clear()
    polices.signes.cache_clear()
    yield
    polices.depliee.cache_clear()
    polices.signes.cache_clear()


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
    coupee.write_bytes(
        Path(ressources.fichier("vendor/literata/literata-600.woff2")).read_bytes()[:900]
    )
    trouver = finders.find
    monkeypatch.setattr(
        finders, "find", lambda nom: str(coupee) if "literata-600" in nom else trouver(nom)
    )
    with pytest.raises(pdf.PoliceManquante, match="ne se lit pas"):
        pdf.rendre(page(tete=FEUILLE), {})


@pytest.mark.usefixtures("polices_oubliees")
@pytest.mark.parametrize("place", [200, 5_000, -1])
def test_a_byte_changed_in_an_unpacked_font_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: int
) -> None:
    """Else its letters would be borrowed from the machine, and nobody would know."""
    octets = bytearray(Path(ressources.fichier("vendor/literata/literata-600.ttf")).read_bytes())
    octets[place] ^= 0xFF
    (changee := tmp_path / "changee.ttf").write_bytes(octets)
    trouver = finders.find
    monkeypatch.setattr(
        finders, "find", lambda nom: str(changee) if nom.endswith("600.ttf") else trouver(nom)
    )
    with pytest.raises(pdf.PoliceManquante, match=r"literata-600\.woff2 .*ne se lit pas"):
        pdf.rendre(page(tete=FEUILLE), {})


@pytest.mark.usefixtures("polices_oubliees")
def test_a_font_that_is_not_unpacked_beside_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    html = page("<p>Un mot</p>", FEUILLE)
    a_cote = pdf.rendre(html, {})
    polices.depliee.cache_clear()
    trouver = finders.find
    monkeypatch.setattr(finders, "find", lambda nom: None if ".ttf" in nom else trouver(nom))
    assert pdf.rendre(html, {}) == a_cote


@pytest.mark.parametrize(
    "deplie", sorted((settings.BASE_DIR / "static").rglob("*.ttf")), ids=lambda un: un.name
)
def test_an_unpacked_font_is_the_packed_one(deplie: Path) -> None:
    sortie = BytesIO()
    woff2.decompress(BytesIO(deplie.with_suffix(".woff2").read_bytes()), sortie)
    assert deplie.read_bytes() == sortie.getvalue()


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

    def regarder(_: str) -> bytes:
        vus.append(gc.isenabled())
        return FIGURE.encode()

    monkeypatch.setattr(ressources, "pictogramme", regarder)
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


def ecrits(attributs: str, mot: str) -> list[str]:
    """The strings of glyphs that draw a word of a figure."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 30" width="300" height="30">'
        f'<text x="9" y="20" font-family="Literata" {attributs}>{mot}</text></svg>'
    )
    corps = f'<img src="{pdf.FIGURES}une.svg" alt="Une figure">'
    rendu = pdf.rendre(page(corps, FEUILLE.replace("cahier", "cahier-polices")), {"une.svg": svg})
    with Pdf.open(BytesIO(rendu)) as lu:
        flux = [un for un in lu.objects if isinstance(un, Stream) and b"BT" in un.read_bytes()]
        return [
            str(operandes)
            for un in flux
            for operandes, operateur in parse_content_stream(un)
            if str(operateur) in ("Tj", "TJ")
        ]


@pytest.mark.parametrize("attributs", ["", 'text-anchor="end"', 'font-weight="600" dx="2"'])
def test_a_word_of_a_figure_is_drawn_whole(attributs: str) -> None:
    assert len(ecrits(attributs, "Maurepas")) == 1


def test_an_accent_of_a_figure_stays_on_its_letter() -> None:
    """Laid out by itself, it would stand beside, on a dotted circle or on nothing."""
    assert len(ecrits("", "Be\u0301cherel")) == 1


@pytest.mark.parametrize(
    "attributs", ['rotate="5"', 'letter-spacing="2"', 'textLength="200"', 'dx="0 2"']
)
def test_letters_placed_one_by_one_still_are(attributs: str) -> None:
    assert len(ecrits(attributs, "Maurepas")) == 8


@pytest.fixture
def feuilles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder of style sheets in the place of ours."""
    (tmp_path / "css").mkdir()
    monkeypatch.setattr(finders, "find", lambda nom: str(tmp_path / nom))
    ressources._jetons.cache_clear()
    ressources.sans_jetons.cache_clear()
    yield tmp_path / "css"
    ressources._jetons.cache_clear()
    ressources.sans_jetons.cache_clear()


def test_the_tokens_of_a_style_sheet_are_written_out(feuilles: Path) -> None:
    (feuilles / "jetons.css").write_text(
        ":root { --bleu: #114b7a; --filet: 1px solid var(--bleu) }"
    )
    (feuilles / "une.css").write_text("p { border: var(--filet); color: var(--bleu) }")
    dite = ressources.sans_jetons("css/une.css").decode()
    assert dite == "p { border: 1px solid #114b7a; color: #114b7a }"


@pytest.mark.parametrize(
    "autre",
    [
        ":root { --bleu: navy }",
        ".nuit { --bleu: navy }",
        "@media print { :root { --bleu: navy } }",
    ],
)
def test_a_token_said_in_two_places_is_left_to_its_place(feuilles: Path, autre: str) -> None:
    (feuilles / "jetons.css").write_text(":root { --bleu: #114b7a; }")
    (feuilles / "une.css").write_text(f"{autre} p {{ color: var(--bleu) }}")
    assert "color: var(--bleu)" in ressources.sans_jetons("css/une.css").decode()


def test_a_token_that_is_not_of_the_root_is_left_to_its_place(feuilles: Path) -> None:
    (feuilles / "une.css").write_text("p { --bleu: navy; color: var(--bleu) }")
    assert "color: var(--bleu)" in ressources.sans_jetons("css/une.css").decode()


def test_no_token_of_the_cahier_is_left_to_the_rendering() -> None:
    """Each would cost again in every style: this is a twentieth of a cahier."""
    noms = [un.name for un in (settings.BASE_DIR / "static/css").glob("cahier*.css")]
    imprimees = set(noms) - {"cahiers.css"}
    assert imprimees
    assert [un for un in sorted(imprimees) if b"var(" in ressources.sans_jetons(f"css/{un}")] == []
