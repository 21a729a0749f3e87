"""The public page in words: its sections, its method, its files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from medlove.templatetags.francais import accord, compte, heures
from sessions.periodes import Periode
from sessions.publication import moteur
from sessions.publication.catalogue import PLAFOND, TOUTES, Cle
from sessions.publication.dehors.carte import carte
from sessions.publication.dehors.lecture import ARCHIVE, Lue
from sessions.publication.descripteur import PROTECTION, TITRES_DES_TABLES, licence
from sessions.publication.fiche import BESOINS_AU_PLUS, EXIGENCES_AU_PLUS
from sessions.publication.fichiers import DESCRIPTEUR, GEOJSON, LIBELLES, MANIFESTE, STYLE
from sessions.publication.models import Publication
from sessions.publication.tables import Feuillet, tables
from sessions.statistiques.figures.barres import Barre, barres
from sessions.statistiques.table import Table

SECTIONS = {
    "besoins": ("Les besoins entendus", {"T1", "T2"}),
    "personnes": ("Les personnes rencontrées", {"T3"}),
    "demarches": ("Les démarches, les réponses et leurs suites", {"T4", "T7"}),
    "trimestres": ("De trimestre en trimestre", {"T6"}),
    "presence": ("Là où nous étions", {"T5"}),
}
DESSIN_DES_FAMILLES = "Les familles de besoin en barres\u202f: la table dit les mêmes nombres."
MARGE_DES_FAMILLES = 290
DITS = {
    ARCHIVE: "tout ce qui suit, en un fichier",
    GEOJSON: "les contours, avec ce qui est publié de chaque territoire",
    STYLE: "le style de la carte, pour QGIS",
    LIBELLES: "ce que veut dire chaque code",
    DESCRIPTEUR: "la description des colonnes, à la norme Frictionless",
    MANIFESTE: "les réglages, et l’empreinte SHA-256 de chaque fichier",
}


@dataclass(frozen=True, slots=True)
class Section:
    """Some of the tables, under one heading; `code` is its anchor."""

    code: str
    titre: str
    tables: list[Table]


@dataclass(frozen=True, slots=True)
class Fichier:
    nom: str
    dit: str
    octets: int


def contexte(lue: Lue, ouvertes: Iterable[Publication], domaine: str = "") -> dict[str, Any]:
    """What the page of a publication says, with its map of a domain or of every rencontre."""
    publication, lu = lue.publication, lue.feuillet
    quand = Periode.lire(publication.periode).libelle
    return {
        "publication": publication,
        "quand": quand,
        "domaine": domaine,
        "domaines": lu.libelles["domaine"] if lu.a("T1") else {},
        "periodes": [(une.periode, Periode.lire(une.periode).libelle) for une in ouvertes],
        "faits": faits(lu),
        "barres": familles(lu),
        "carte": carte(lu, publication.contours, quand, domaine),
        "sections": sections(lu),
        "protection": PROTECTION,
        "fichiers": [Fichier(nom, _dit(nom), len(lue.fichiers[nom])) for nom in _ordre(lue)],
        "licence": licence(publication.licence),
        "moteur": moteur,
        "plafond": PLAFOND,
        "besoins_au_plus": BESOINS_AU_PLUS,
        "exigences_au_plus": EXIGENCES_AU_PLUS,
    }


def faits(lu: Feuillet) -> list[tuple[str, str]]:
    """What the team did, in a few numbers: (number, noun). Rencontres may be few, and hidden."""

    def exact(nom: str) -> int:
        return lu.valeur(Cle("T5", axe=nom)) or 0

    rencontres = lu.lue(TOUTES)
    comptes = {"sortie": exact("sorties"), "halte": exact("haltes")}
    return [
        (rencontres.texte, accord(rencontres.nombre or 0, "rencontre,rencontres")),
        *(_coupe(compte(nombre, nom)) for nom, nombre in comptes.items()),
        (heures(exact("minutes")), "de présence"),
    ]


def familles(lu: Feuillet) -> SafeString:
    """The bars beside the table of familles; a hidden one has no length and the same words."""
    lues = {
        mot: lu.lue(Cle("T2", axe="famille", modalite=code))
        for code, mot in lu.libelles["famille"].items()
    }
    lignes = [Barre(mot, lue.nombre, lue.texte) for mot, lue in lues.items()]
    return barres(lignes, DESSIN_DES_FAMILLES, MARGE_DES_FAMILLES).svg


def sections(lu: Feuillet) -> list[Section]:
    toutes = tables(lu)
    rangees = [
        Section(code, titre, [une for une in toutes if une.code[:2] in siennes])
        for code, (titre, siennes) in SECTIONS.items()
    ]
    return [une for une in rangees if une.tables]


def _coupe(phrase: str) -> tuple[str, str]:
    nombre, _, nom = phrase.partition(" ")
    return nombre, nom


def _ordre(lue: Lue) -> list[str]:
    """All in one first, then the tables, then what goes with them."""
    return sorted(lue.fichiers, key=lambda nom: (nom != ARCHIVE, nom in DITS, nom))


def _dit(nom: str) -> str:
    return DITS.get(nom) or TITRES_DES_TABLES[nom.partition(".")[0]]
