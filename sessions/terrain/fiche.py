"""The fiche de poche: an A5 sheet ticked with a pencil in the street, typed the next day.

The words and the order of the entry screen, so that typing it is reading it line by line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from medlove.models import Equipe
from sessions import pdf
from sessions.nomenclatures.listes import AUTRE_FAMILLE, NON_RENSEIGNE, familles, libelles
from sessions.nomenclatures.models import CategorieBesoin
from sessions.terrain.ecran import URGENCES, PuceBesoin, grille, premieres_puces

# What two pages hold: rencontres a page, a row of sub-categories, boxes to strike by fives.
RENCONTRES = 2
SOUS_CATEGORIES = 3
PASSAGES, REFUS = 40, 20


@dataclass(frozen=True, slots=True)
class Case:
    """A box to tick: its words, the équipe's own or not, and the name of their pictogram."""

    libelle: str
    icone: str
    sienne: bool = False


@dataclass(frozen=True, slots=True)
class Fiche:
    """All that the templates print; nothing of a person, nothing of a day.

    `personne` is a row a genre: its label, then for each of the `ages` whether it has a box.
    `sans_case` are the sub-categories that did not fit. `recto` and `verso` number the rencontres;
    `passages` and `refus` count groups of five.
    """

    equipe: Equipe
    besoins: Sequence[Case]
    sous_categories: Sequence[Case]
    sans_case: Sequence[Case]
    reponses: Sequence[Case]
    ages: Sequence[str]
    personne: Sequence[tuple[str, Sequence[bool]]]
    recto: range = range(1, RENCONTRES + 1)
    verso: range = range(RENCONTRES + 1, 2 * RENCONTRES + 1)
    passages: range = range(PASSAGES // 5)
    refus: range = range(REFUS // 5)
    urgences: Sequence[tuple[str, str]] = tuple(URGENCES)

    @property
    def rencontres(self) -> int:
        return len(self.recto) + len(self.verso)


def composer(equipe: Equipe) -> Fiche:
    """The fiche of an équipe, from its nomenclature as it is now; one query."""
    besoins, siennes = _besoins(equipe)
    ages, personne = _personne()
    return Fiche(
        equipe=equipe,
        besoins=besoins,
        sous_categories=siennes[:SOUS_CATEGORIES],
        sans_case=siennes[SOUS_CATEGORIES:],
        reponses=[
            Case(libelle, f"reponse-{code}")
            for code, libelle in libelles("reponse").items()
            if code != NON_RENSEIGNE
        ],
        ages=ages,
        personne=personne,
    )


def imprimer(fiche: Fiche) -> bytes:
    """The PDF, two pages: the same bytes as long as the nomenclature is the same."""
    return pdf.rendre(papier(fiche), {})


def papier(fiche: Fiche) -> str:
    """The document the PDF is made of."""
    adresses = {"statiques": pdf.STATIQUES, "pictogrammes": pdf.PICTOGRAMMES}
    return render_to_string("terrain/fiche_de_poche_pdf.html", {"fiche": fiche, **adresses})


def _besoins(equipe: Equipe) -> tuple[list[Case], list[Case]]:
    """The first chips of the screen less those the équipe closed, and its own sub-categories.

    Of two categories of one code, the équipe's own is read, as when a record is received.
    """
    toutes = sorted(CategorieBesoin.objects.pour(equipe), key=_est_sienne)
    categories = {une.code: une for une in toutes}
    proposees = {code: une for code, une in categories.items() if une.is_active}
    puces = [puce for puce in premieres_puces() if puce.categorie in proposees]
    dessus = {puce.categorie for puce in puces}
    siennes = [
        Case(une.libelle, _icone(une.famille), sienne=True)
        for une in proposees.values()
        if _est_sienne(une) and une.code not in dessus
    ]
    return [_case(puce, proposees[puce.categorie]) for puce in puces], siennes


def _case(puce: PuceBesoin, categorie: CategorieBesoin) -> Case:
    """With the équipe's own word for it, if it has one."""
    sienne = _est_sienne(categorie)
    libelle = categorie.libelle if sienne else puce.libelle
    return Case(libelle, _icone(puce.famille), sienne)


def _icone(famille: str) -> str:
    return f"famille-{famille if famille in familles() else AUTRE_FAMILLE}"


def _est_sienne(categorie: CategorieBesoin) -> bool:
    return categorie.equipe_id is not None


def _personne() -> tuple[list[str], list[tuple[str, list[bool]]]]:
    """The grid of the screen laid on its side: the ages in columns, a row a genre."""
    cases = {(case.age, case.genre) for case in grille()}
    ages = list(dict.fromkeys(case.age for case in grille()))
    genres = list(dict.fromkeys(case.genre for case in grille()))
    return ages, [(genre, [(age, genre) in cases for age in ages]) for genre in genres]
