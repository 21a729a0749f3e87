"""ODS, written by hand: a spreadsheet is three small XML files (OpenDocument 1.2)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from sessions.exports.archive import archiver
from sessions.exports.document import Document, Part, chapeau, rangees
from sessions.exports.feuilles import PREMIERE, nommer

GENRE = "application/vnd.oasis.opendocument.spreadsheet"
ESPACES = " ".join(
    f'xmlns:{nom}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for nom, urn in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)
STYLES = (
    '<number:percentage-style style:name="N1"><number:number number:decimal-places="0" '
    'number:min-integer-digits="1"/><number:text>\u202f%</number:text></number:percentage-style>'
    '<style:style style:name="titre" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="part" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="libelle" style:family="table-column">'
    '<style:table-column-properties style:column-width="8cm"/></style:style>'
)
MANIFESTE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{GENRE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def en_ods(document: Document) -> bytes:
    feuilles = [_feuille(PREMIERE, document.premiere(), titres=2)]
    noms = nommer(une.titre for une in document.tables)
    for table, nom in zip(document.tables, noms, strict=True):
        dessus = [[un] for un in chapeau(table)]
        feuilles.append(_feuille(nom, [*dessus, [], *rangees(table)], titres=1))
    return _classeur(feuilles)


def classeur_ods(feuilles: Iterable[tuple[str, Iterable[Iterable[str | int | Part]]]]) -> bytes:
    """Sheets given by name and rows, the first row of each being its title."""
    return _classeur([_feuille(nom, rangees_, titres=1) for nom, rangees_ in feuilles])


def _classeur(feuilles: Iterable[str]) -> bytes:
    contenu = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ESPACES} '
        f'office:version="1.2"><office:automatic-styles>{STYLES}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{''.join(feuilles)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    membres = {
        "mimetype": GENRE.encode(),
        "content.xml": contenu.encode(),
        "META-INF/manifest.xml": MANIFESTE.encode(),
    }
    return archiver(membres, d_abord="mimetype")


def _feuille(nom: str, rangees_: Iterable[Iterable[str | int | Part]], titres: int) -> str:
    """`titres`: how many first rows are titles."""
    lignes = "".join(
        f"<table:table-row>{''.join(_cellule(une, rang < titres) for une in rangee)}"
        "</table:table-row>"
        for rang, rangee in enumerate(_pleines(rangees_))
    )
    return (
        f'<table:table table:name={quoteattr(nom)}><table:table-column table:style-name="libelle"/>'
        f"{lignes}</table:table>"
    )


def _pleines(
    rangees_: Iterable[Iterable[str | int | Part]],
) -> Iterable[Iterable[str | int | Part]]:
    """A row has a cell at least."""
    return (list(une) or [""] for une in rangees_)


def _cellule(valeur: str | int | Part, titre: bool) -> str:
    if valeur == "":
        return "<table:table-cell/>"
    if isinstance(valeur, Part):
        genre = f'percentage" office:value="{valeur.points / 100}" table:style-name="part'
        texte = f"{valeur.points}\u202f%"
    elif isinstance(valeur, int):
        genre, texte = f'float" office:value="{valeur}', str(valeur)
    else:
        style = '" table:style-name="titre' if titre else ""
        genre, texte = f"string{style}", escape(valeur)
    return (
        f'<table:table-cell office:value-type="{genre}"><text:p>{texte}</text:p></table:table-cell>'
    )
