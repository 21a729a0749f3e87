"""The words people write: Markdown, made into safe HTML with the typography of French."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sessions.cahiers.redaction.typographie import entre

BALISES = {
    *("p", "h3", "h4", "ul", "ol", "li", "em", "strong", "blockquote", "a", "br", "hr", "sup"),
    *("table", "thead", "tbody", "tr", "th", "td", "pre", "code"),
}
SCHEMAS = {"https", "http", "mailto", "tel"}
# The title of a section is a level 2: what people type under it goes from 3 to 4.
PREMIER_NIVEAU, DERNIER_NIVEAU = 3, 4
# Bold in italics in bold…: beyond, nothing more is seen, and a page takes only so many.
ACCENTS_AU_PLUS = 6
ORDINAL = re.compile(r"(?<![\w,.])(\d+|[IVX]+)(er|re|e|es|ers|res)(?!\w)")

LECTEUR = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
# Read every link, so that those which may not be kept leave their words and not their address.
LECTEUR.validateLink = lambda adresse: True  # type: ignore[method-assign, assignment]


def en_html(texte: str, ancres: Collection[str] = ()) -> SafeString:
    """HTML that holds only what a section may: no raw HTML, no image, no script.

    Headings begin at level 3 and none is jumped, whatever was typed; a link that leads
    elsewhere than to the web, a mailbox, a telephone or one of `ancres` leaves its words.
    """
    env: dict[str, Any] = {}
    jetons = LECTEUR.parse(texte, env)
    _niveaux(jetons)
    for jeton in jetons:
        _case(jeton)
        if jeton.type == "inline":
            jeton.children = list(_en_ligne(jeton.children or [], ancres))
    html = nh3.clean(
        LECTEUR.renderer.render(jetons, LECTEUR.options, env),
        tags=BALISES,
        attributes={"a": {"href"}, "th": {"scope", "class"}, "td": {"class"}},
        url_schemes=SCHEMAS,
    )
    return mark_safe(html)


def _niveaux(jetons: list[Token]) -> None:
    """Headings one under another: the levels that were typed only say which is inside which."""
    ouverts: list[str] = []
    for jeton in jetons:
        if jeton.type == "heading_open":
            while ouverts and ouverts[-1] >= jeton.tag:
                ouverts.pop()
            ouverts.append(jeton.tag)
        if jeton.type in {"heading_open", "heading_close"}:
            niveau = min(PREMIER_NIVEAU + len(ouverts) - 1, DERNIER_NIVEAU)
            typee, jeton.tag = jeton.tag, f"h{niveau}"
            if jeton.type == "heading_open":
                ouverts[-1] = typee


def _case(jeton: Token) -> None:
    """A column whose dashes end with a colon holds numbers."""
    if jeton.type == "th_open":
        jeton.attrSet("scope", "col")
    if jeton.type in {"th_open", "td_open"} and jeton.attrGet("style") == "text-align:right":
        jeton.attrSet("class", "nombre")


def _en_ligne(enfants: list[Token], ancres: Collection[str]) -> Iterator[Token]:
    """The words of a line: images leave their text, links that lead nowhere their words."""
    gardes = list(_peu_profonds(_sans_liens_perdus(enfants, ancres)))
    avant, dans_adresse = "", False
    for rang, jeton in enumerate(gardes):
        if jeton.type == "link_open":
            dans_adresse = jeton.markup == "autolink"
        elif jeton.type == "link_close":
            dans_adresse = False
        elif jeton.type == "text" and not dans_adresse:
            jeton.content = entre(avant, jeton.content, _suite(gardes[rang + 1 :]))
        avant = _dernier(jeton, avant)
        if jeton.type == "text" and not dans_adresse:
            yield from _ordinaux(jeton)
        else:
            yield jeton


def _sans_liens_perdus(enfants: list[Token], ancres: Collection[str]) -> Iterator[Token]:
    perdus: list[bool] = []
    for jeton in enfants:
        if jeton.type == "image":
            yield _texte(jeton.content)
            continue
        if jeton.type == "link_open":
            perdus.append(not _mene(str(jeton.attrGet("href") or ""), ancres))
            if perdus[-1]:
                continue
        elif jeton.type == "link_close" and perdus.pop():
            continue
        yield jeton


def _mene(adresse: str, ancres: Collection[str]) -> bool:
    """Whether it leads somewhere that a section may send to."""
    if adresse.startswith("#"):
        return adresse[1:] in ancres
    schema, deux_points, _ = adresse.partition(":")
    return bool(deux_points) and schema.lower() in SCHEMAS


def _peu_profonds(jetons: Iterable[Token]) -> Iterator[Token]:
    """Emphasis inside emphasis, to a depth; the words are all there."""
    profondeur = 0
    for jeton in jetons:
        accent = jeton.type.startswith(("em_", "strong_"))
        if accent and jeton.nesting > 0:
            profondeur += 1
        if not accent or profondeur <= ACCENTS_AU_PLUS:
            yield jeton
        if accent and jeton.nesting < 0:
            profondeur -= 1


def _suite(jetons: list[Token]) -> str:
    """The first words after a token, on the same line."""
    for jeton in jetons:
        if jeton.type in {"softbreak", "hardbreak"}:
            return ""
        if jeton.content:
            return jeton.content
    return ""


def _dernier(jeton: Token, avant: str) -> str:
    if jeton.type in {"softbreak", "hardbreak"}:
        return ""
    return jeton.content[-1:] or avant


def _ordinaux(jeton: Token) -> Iterator[Token]:
    """« 1er », « 2e »: the letters are raised."""
    depart = 0
    for trouve in ORDINAL.finditer(jeton.content):
        yield _texte(jeton.content[depart : trouve.end(1)])
        yield Token("sup_open", "sup", 1)
        yield _texte(trouve[2])
        yield Token("sup_close", "sup", -1)
        depart = trouve.end()
    yield _texte(jeton.content[depart:])


def _texte(contenu: str) -> Token:
    return Token("text", "", 0, content=contenu)
