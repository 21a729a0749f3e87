"""What the entry screen is drawn from: the nomenclature, in the order of the chips.

The page is neutral, the same for everybody: no name, no équipe, nothing of the database.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sessions.nomenclatures.listes import (
    NON_RENSEIGNE,
    Domaine,
    categories_nationales,
    domaines,
    familles,
    libelles,
    sortes_d_exigences,
)
from sessions.notes.listes import DOSSIER as LISTES_DES_NOTES
from sessions.orientations.langues import langues

Choix = list[tuple[str, str]]

LISTES = [
    "reponse",
    "organisme",
    "non_recours",
    "activite",
    "nb_personnes",
    "pour_qui",
    "habite",
    "aisance_francais",
    "frequentation_lieux",
    "raison",
    "deja_rencontre",
    "initiative",
    "vecu",
    "oui_non",
    "duree",
    "question",
    "modalite",
    "creneau",
    "meteo",
    "ambiance",
    "accroche",
    "reaction",
]

# Usual brackets first, then those told without precision.
TRANCHES = {
    "12_17": "12–17",
    "18_24": "18–24",
    "25_39": "25–39",
    "40_59": "40–59",
    "60_69": "60–69",
    "70_74": "70–74",
    "75_plus": "75+",
    "mineur": "moins de 18",
    "70_plus": "70 et plus",
    NON_RENSEIGNE: "âge non noté",
}
SANS_PRECISER = {"mineur", "70_plus", NON_RENSEIGNE}

# Whom to call, and for what. Nothing of it is recorded.
URGENCES = [
    ("112", "Toute urgence, partout en Europe"),
    ("15", "Samu\u202f: un malaise, une blessure"),
    ("17", "Police secours\u202f: un danger, une violence"),
    ("115", "Samu social\u202f: une nuit sans abri"),
    ("119", "Enfance en danger"),
    ("3919", "Violences faites aux femmes"),
    ("3114", "Prévention du suicide"),
]


@dataclass(frozen=True, slots=True)
class PuceBesoin:
    """A chip that sets a category, and an organisme when it is a famille."""

    categorie: str
    libelle: str
    domaine: str
    organisme: str = ""
    famille: str = ""


@dataclass(frozen=True, slots=True)
class CasePersonne:
    """A cell of the age × genre grid: one tap for two facts."""

    valeur: str
    age: str
    genre: str
    vague: bool


@cache
def ecran() -> dict[str, Any]:
    """The context of the template; every list as (code, label), without « non renseigné »."""
    return {
        "familles": premieres_puces(),
        "domaines": categories_par_domaine(),
        "listes": {nom: _choix(nom) for nom in LISTES},
        "exigences": exigences_par_sorte(),
        "genres": list(libelles("genre").values()),
        "grille": grille(),
        "heures": [f"{heure:02}" for heure in range(8, 24)],
        "minutes": ["00", "15", "30", "45"],
        "urgences": URGENCES,
        "listes_des_notes": listes_des_notes(),
        "langues": [(code, langue.nom) for code, langue in langues().items()],
    }


def listes_des_notes() -> list[tuple[str, str]]:
    """(name, file under static/) of each list that checks a note; LISTES.json tells of them."""
    fichiers = [un for un in sorted(LISTES_DES_NOTES.iterdir()) if un.stem.islower()]
    return [(un.stem, f"notes/{un.name}") for un in fichiers]


def premieres_puces() -> list[PuceBesoin]:
    """The fourteen familles, then « Autre »."""
    ou = {ligne["code"]: ligne["domaine"] for ligne in categories_nationales()}
    puces = [
        PuceBesoin(
            categorie=famille.categorie,
            libelle=famille.libelle,
            domaine=ou[famille.categorie],
            organisme="" if famille.organisme == NON_RENSEIGNE else famille.organisme,
            famille=famille.code,
        )
        for famille in familles().values()
    ]
    return [*puces, PuceBesoin("autre", "Autre", ou["autre"], famille="autre")]


def categories_par_domaine() -> list[tuple[Domaine, list[PuceBesoin]]]:
    """Every category shown by default that has no first chip of its own."""
    dessus = {puce.categorie for puce in premieres_puces()}
    return [
        (
            domaine,
            [
                PuceBesoin(ligne["code"], ligne["libelle"], domaine.code)
                for ligne in categories_nationales()
                if ligne["domaine"] == domaine.code
                and ligne["par_defaut"]
                and ligne["code"] not in dessus
            ],
        )
        for domaine in domaines().values()
    ]


def exigences_par_sorte() -> list[tuple[str, Choix]]:
    """(label of the kind, its exigences)."""
    sortes = sortes_d_exigences()
    return [
        (libelle, [choix for choix in _choix("exigence") if sortes[choix[0]] == sorte])
        for sorte, libelle in libelles("sorte_exigence").items()
    ]


def grille() -> list[CasePersonne]:
    """Age by age, the four genres of each; nothing known of either is no answer, so no cell."""
    return [
        CasePersonne(f"{tranche}/{genre}", age, libelle, tranche in SANS_PRECISER)
        for tranche, age in TRANCHES.items()
        for genre, libelle in libelles("genre").items()
        if (tranche, genre) != (NON_RENSEIGNE, NON_RENSEIGNE)
    ]


def _choix(liste: str) -> Choix:
    return [(code, libelle) for code, libelle in libelles(liste).items() if code != NON_RENSEIGNE]
