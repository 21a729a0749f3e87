"""The maps as one SVG file that stands alone: title, drawings, legend, rule, what it is not."""

from collections.abc import Iterator
from textwrap import wrap

from django.utils.html import format_html
from django.utils.safestring import SafeString

from sessions.statistiques.effectifs import FINE
from sessions.statistiques.figures.carte import hauteur
from sessions.statistiques.figures.figure import (
    BLANC,
    BRIQUE,
    ENCRE,
    GRIS,
    POLICE,
    ensemble,
    mot,
)
from sessions.statistiques.planche import Planche
from sessions.statistiques.presentation import (
    TITRE,
    Dessin,
    Entree,
    chapeau,
    dessins,
    legende,
    notes,
    objet,
    zones,
)

INTERNE = "Interne, ne pas diffuser"
LARGEUR, MARGE, GOUTTIERE = 760, 28, 16
PAR_RANGEE = {1: 1, 2: 2, 4: 2}
SIGNES_PAR_LIGNE = 100
NOTES = (
    f"«{FINE}<{FINE}5{FINE}» veut dire de 1 à 4{FINE}: ces nombres ne sont pas imprimés, "
    "ni les parts qui en viennent.",
    "Le quartier est celui de la halte, pas celui où la personne habite. Là où nous ne sommes "
    "pas allés, nous n’avons rien entendu.",
)


def feuille(vue: Planche, equipe: str) -> SafeString:
    """The file, for a print or a slide that stays inside."""
    corps, bas = _ecrire(vue, equipe)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {largeur} {hauteur}"'
        ' width="{largeur}" height="{hauteur}" font-family="{}" fill="{}">'
        '<title>{}</title><rect width="{largeur}" height="{hauteur}" fill="{}"/>{}</svg>',
        POLICE,
        ENCRE,
        f"{TITRE}. {objet(vue)}. {INTERNE}.",
        BLANC,
        ensemble(corps),
        largeur=LARGEUR,
        hauteur=bas,
    )


def _ecrire(vue: Planche, equipe: str) -> tuple[list[SafeString], int]:
    """All that is drawn, from top to bottom, and where it ends."""
    corps = [
        mot(MARGE, 36, INTERNE, font_size=15, font_weight=700, fill=BRIQUE),
        mot(MARGE, 68, TITRE, font_size=24, font_weight=700),
    ]
    y = 94
    for texte, taille in ((objet(vue), 17), (f"{equipe}. {chapeau(vue)}", 13)):
        lignes, y = _paragraphe(texte, y, taille)
        corps += lignes
    dessinees, y = _cartes(vue, y)
    corps += dessinees
    cases, y = _legende(legende(*vue.cartes), y + 8)
    corps += cases
    for note in (vue.echelle.regle(), *_notes(vue)):
        lignes, y = _paragraphe(note, y + 4, 13, GRIS)
        corps += lignes
    return corps, y + 12


def _notes(vue: Planche) -> Iterator[str]:
    yield from notes(vue)
    yield from NOTES
    if vue.carte.schematique:
        yield "Contours schématiques."


def _paragraphe(
    texte: str, y: int, taille: int, couleur: str = ENCRE
) -> tuple[list[SafeString], int]:
    """Lines from `y`, and where the next would be."""
    pas = taille + 6
    lignes = wrap(texte, SIGNES_PAR_LIGNE * 13 // taille, break_long_words=False)
    ecrites = [
        mot(MARGE, y + pas * rang, ligne, font_size=taille, fill=couleur)
        for rang, ligne in enumerate(lignes)
    ]
    return ecrites, y + pas * len(lignes)


def _cartes(vue: Planche, y: int) -> tuple[list[SafeString], int]:
    """One, two or three a row, each under its title when they are several."""
    toutes = dessins(vue)
    rangee = PAR_RANGEE.get(len(toutes), 3)
    largeur = (LARGEUR - 2 * MARGE - GOUTTIERE * (rangee - 1)) // rangee
    haut = hauteur(zones(vue.carte), largeur)
    titre = 22 if len(toutes) > 1 else 0
    posees = [
        _carte(
            une,
            x=MARGE + (largeur + GOUTTIERE) * (rang % rangee),
            y=y + (haut + titre + GOUTTIERE) * (rang // rangee),
            largeur=largeur,
            haut=haut,
            titre=titre,
        )
        for rang, une in enumerate(toutes)
    ]
    rangees = -(-len(toutes) // rangee)
    return posees, y + (haut + titre + GOUTTIERE) * rangees


def _carte(dessin: Dessin, *, x: int, y: int, largeur: int, haut: int, titre: int) -> SafeString:
    legendee = mot(x, y + 14, dessin.titre, font_size=14, font_weight=700) if titre else ""
    return format_html(
        '{}<svg x="{}" y="{}" width="{}" height="{}">{}</svg>',
        legendee,
        x,
        y + titre,
        largeur,
        haut,
        dessin.svg,
    )


def _legende(entrees: list[Entree], y: int) -> tuple[list[SafeString], int]:
    """Three columns of swatches with their words."""
    colonne = (LARGEUR - 2 * MARGE) // 3
    cases = []
    for rang, entree in enumerate(entrees):
        x, haut = MARGE + colonne * (rang % 3), y + 36 * (rang // 3)
        cases.append(
            format_html(
                '<svg x="{}" y="{}" width="44" height="28">{}</svg>{}'
                '<rect x="{}" y="{}" width="44" height="28" fill="none" stroke="{}"/>',
                x,
                haut,
                entree.case,
                mot(x + 54, haut + 19, entree.texte, font_size=13),
                x,
                haut,
                GRIS,
            )
        )
    return cases, y + 36 * -(-len(entrees) // 3) + 16
