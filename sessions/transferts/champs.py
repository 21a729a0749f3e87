"""The columns that a spreadsheet of past sorties and rencontres may hold, one line each.

The template to download is made from them, and the columns of a file are recognised by them:
by our heading, by the code, or by what La Coop and usual spreadsheets write.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from territoires.recherche import normaliser

# How a cell of the column is read.
JOUR, HEURE, COMPTE, TEXTE = "jour", "heure", "compte", "texte"
CODE, CODES = "code", "codes"
QUARTIER, LIEU, CATEGORIE = "quartier", "lieu", "categorie"
BESOINS_PAR_LIGNE = 3


@dataclass(frozen=True, slots=True)
class Champ:
    """A column. `liste` is that of its codes; `noms`, other headings it goes by."""

    code: str
    entete: str
    sorte: str
    liste: str = ""
    noms: tuple[str, ...] = ()
    aide: str = ""

    @property
    def attend_une_valeur(self) -> bool:
        """Whether its cells hold values of a list, which may be matched by hand."""
        return self.sorte in {CODE, CODES, QUARTIER, LIEU, CATEGORIE}


class Place(NamedTuple):
    """A column of the nth besoin of a row."""

    champ: str
    rang: int


def _code(code: str, entete: str, *noms: str, liste: str = "", sorte: str = CODE) -> Champ:
    return Champ(code, entete, sorte, liste or code, noms)


DE_LA_SORTIE = (
    Champ(
        "date",
        "Date",
        JOUR,
        noms=("jour", "date de la sortie", "date de l activite", "date d intervention"),
        aide="Le jour de la sortie, comme 12/03/2025. Obligatoire.",
    ),
    _code("creneau", "Créneau", "moment", "demi journee", "periode de la journee"),
    Champ(
        "quartier",
        "Quartier",
        QUARTIER,
        noms=("quartiers", "territoire", "nom du quartier"),
        aide="Le nom du quartier, ou son numéro. Obligatoire, sauf si le lieu le dit.",
    ),
    Champ(
        "lieu",
        "Lieu",
        LIEU,
        noms=("halte", "nom du lieu", "lieu de la halte", "lieu d activite"),
        aide="Un lieu de votre liste, où le vélo s’est arrêté.",
    ),
    Champ("arrivee", "Arrivée", HEURE, noms=("heure d arrivee", "debut"), aide="Comme 14:30."),
    Champ("depart", "Départ", HEURE, noms=("heure de depart", "fin"), aide="Comme 16:00."),
    Champ(
        "passages",
        "Passages",
        COMPTE,
        noms=("nombre de passages",),
        aide="Compté une fois par halte, sur une seule de ses lignes.",
    ),
    Champ(
        "refus",
        "Refus",
        COMPTE,
        noms=("nombre de refus",),
        aide="Compté une fois par halte, sur une seule de ses lignes.",
    ),
)

DE_LA_PERSONNE = (
    _code(
        *("tranche_age", "Âge", "tranche d age", "tranches d age", "age de la personne"),
        "tranche d age du beneficiaire",
    ),
    _code("genre", "Genre", "sexe", "genre du beneficiaire", "genre de la personne"),
    _code(
        *("activite", "Activité", "statut du beneficiaire", "statut social", "situation"),
        "statut professionnel",
    ),
    _code(
        *("nb_personnes", "Nombre de personnes", "nombre de participants", "nb personnes"),
        "personnes",
    ),
    _code("pour_qui", "Pour qui"),
    _code("duree", "Durée", "duree min", "duree minutes", "temps passe", "duree de l entretien"),
    _code("habite", "Habite", "lieu d habitation"),
    _code("aisance_francais", "En français", "aisance en francais", "francais"),
    _code("frequentation_lieux", "Fréquente les lieux", "frequentation des lieux"),
    _code("raison", "Pourquoi pas", "raison"),
    _code("deja_rencontre", "Déjà venue", "deja rencontree", "deja vu"),
    _code("initiative", "Début de la rencontre", "initiative"),
    _code("recours_service_payant", "Service payant", liste="oui_non"),
    _code("souhaite_aide_a_domicile", "Aide à domicile", liste="oui_non"),
    _code("sur_son_propre_appareil", "Sur son appareil", liste="oui_non"),
)

VECU = _code("vecu", "Vécu exprimé", "vecu", sorte=CODES)
NOTE = Champ(
    "note",
    "Note",
    TEXTE,
    noms=("notes", "notes supplementaires", "commentaire", "commentaires", "remarque", "remarques"),
    aide="280 signes au plus. Pas de nom, pas de détail qui permette de reconnaître quelqu’un.",
)

DU_BESOIN = (
    Champ(
        "besoin",
        "Besoin",
        CATEGORIE,
        noms=(
            *("besoins", "categorie", "categorie de besoin", "demande", "thematique", "themes"),
            *("thematiques", "thematique s d accompagnement", "thematiques d accompagnement"),
            *("motif", "objet de la demande", "theme", "sujet"),
        ),
        aide="Plusieurs dans une case : un par ligne, ou séparés par « ; ».",
    ),
    _code(
        *("reponse", "Réponse", "reponse apportee", "suite donnee", "beneficiaire reoriente"),
        "le beneficiaire est il oriente vers une autre structure",
    ),
    _code("organisme", "Organisme", "administration", "service concerne"),
    _code(
        "exigences", "Exigences", "exigences numeriques", "exigence", sorte=CODES, liste="exigence"
    ),
    _code("non_recours", "Non-recours", "non recours"),
)


def _du_rang(champ: Champ, rang: int) -> Champ:
    return Champ(f"{champ.code}_{rang}", f"{champ.entete} {rang}", champ.sorte, champ.liste)


SUIVANTS = tuple(
    _du_rang(champ, rang) for rang in range(2, BESOINS_PAR_LIGNE + 1) for champ in DU_BESOIN
)
# In the order of the template.
CHAMPS = (*DE_LA_SORTIE, *DU_BESOIN, *DE_LA_PERSONNE, VECU, *SUIVANTS, NOTE)
PAR_CODE = {champ.code: champ for champ in CHAMPS}


def place(code: str) -> Place | None:
    """Of which besoin of the row the column speaks; None when of none."""
    nom, _, rang = code.rpartition("_")
    if rang.isdigit() and code in PAR_CODE and nom:
        return Place(nom, int(rang))
    return Place(code, 1) if code in {champ.code for champ in DU_BESOIN} else None


def cle(texte: str) -> str:
    """A heading or a label by its letters and digits only: « Thématique(s) » → « thematique s »."""
    return " ".join(re.findall(r"[a-z0-9]+", normaliser(texte)))


@cache
def _noms() -> dict[str, str]:
    return {
        cle(nom): champ.code
        for champ in CHAMPS
        for nom in (champ.code, champ.entete, f"{champ.entete} ({champ.code})", *champ.noms)
    }


def reconnaitre(entete: str) -> str:
    """The code of the column that goes by this heading; empty when none does."""
    return _noms().get(cle(entete), "")


def proposer(entetes: list[str]) -> dict[int, str]:
    """Which column of a file is which of ours: each of ours once, the first that bears its name."""
    proposes: dict[int, str] = {}
    for rang, entete in enumerate(entetes):
        if (code := reconnaitre(entete)) and code not in proposes.values():
            proposes[rang] = code
    return proposes
