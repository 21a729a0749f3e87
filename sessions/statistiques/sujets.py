"""What the map shows: what is counted, over what, and how both are said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial

from sessions.nomenclatures.listes import libelles
from sessions.rencontres.selection import Selection
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.figures.aspects import (
    NOMBRES,
    NOMBRES_D_UN_BESOIN,
    PAR_HEURE,
    PAR_HEURE_D_UN_DOMAINE,
    PAR_HEURE_D_UNE_CATEGORIE,
    PARTS_D_UN_DOMAINE,
    PARTS_D_UNE_CATEGORIE,
    PARTS_D_UNE_REPONSE_RARE,
    PARTS_DE_LA_VILLE,
    Echelle,
)
from sessions.statistiques.mesures import DIMENSIONS, Dimension
from sessions.statistiques.mesures.dimensions import JAMAIS_IMPRIMEES_PAR_QUARTIER, MUETTES
from sessions.statistiques.mesures.par_quartier import (
    ACCUEILLIES,
    Compteur,
    demandant,
    orientees,
    portant,
    repondant,
)

# Answers that can be mapped, each a sujet by itself; never what the person felt.
MONTREES = (
    *("sorte_exigence", "exigence", "non_recours", "reponse"),
    *("frequentation_lieux", "raison", "deja_rencontre", "initiative"),
)
RARES = {"exigence", "non_recours", "raison"}
# It tells the ease in French of the person, which is never printed by quartier.
EXIGENCE_JAMAIS_IMPRIMEE = "faire_en_francais"


class Parmi(Enum):
    """What a share is over: the same in all the city, or something counted in the quartier."""

    LA_VILLE = "la ville"
    LE_QUARTIER = "le quartier"


@dataclass(frozen=True, slots=True)
class Sujet:
    """One thing that is counted.

    `code` is its word in the address; `nom` heads sentences; `titre`, the column of counts;
    `unites`, what is counted, in the plural; `court` says it in a sentence; `sur`, what its
    share is over, in words. `compteurs` gives, for a selection, how to count « compte » and
    « sur »: either one left out is all the rencontres. `pose`: « sur » are those asked, and
    none may have been. `avec_la_personne`, `avec_le_besoin`: whether these narrow it.
    """

    code: str
    nom: str
    titre: str
    unites: str
    court: str
    sur: str
    parmi: Parmi = Parmi.LE_QUARTIER
    compteurs: Callable[[Selection], dict[str, Compteur]] = lambda selection: {}
    parts: Echelle = PARTS_D_UN_DOMAINE
    nombres: Echelle = NOMBRES_D_UN_BESOIN
    taux: Echelle = PAR_HEURE_D_UN_DOMAINE
    pose: bool = False
    avec_la_personne: bool = True
    avec_le_besoin: bool = True
    imprimable: bool = True

    @property
    def au_menu(self) -> str:
        """Its name where its question stands above it."""
        return self.nom.rsplit(f"«{FINE}", 1)[-1].removesuffix(f"{FINE}»")


RENCONTRES = Sujet(
    code="rencontres",
    nom="Rencontres",
    titre="Rencontres",
    unites="rencontres",
    court="",
    sur="des rencontres de la ville",
    parmi=Parmi.LA_VILLE,
    parts=PARTS_DE_LA_VILLE,
    nombres=NOMBRES,
    taux=PAR_HEURE,
)
PASSAGES = Sujet(
    code="passages",
    nom="Passages",
    titre="Passages",
    unites="passages",
    court="passages",
    sur="des personnes croisées (rencontres, passages et refus)",
    nombres=NOMBRES,
    taux=PAR_HEURE,
    avec_la_personne=False,
    avec_le_besoin=False,
)
REFUS = Sujet(
    code="refus",
    nom="Refus",
    titre="Refus",
    unites="refus",
    court="refus",
    sur="des personnes abordées (rencontres et refus)",
    nombres=NOMBRES,
    avec_la_personne=False,
    avec_le_besoin=False,
)
ORIENTATIONS = Sujet(
    code="orientations",
    nom="Orientations données",
    titre="Orientations",
    unites="orientations",
    court="orientations données",
    sur="des orientations de la ville",
    parmi=Parmi.LA_VILLE,
    compteurs=lambda une: {"compte": orientees(une)},
    parts=PARTS_DE_LA_VILLE,
    avec_la_personne=False,
)
ACCUEILS = Sujet(
    code="accueils",
    nom="Orientations dont la personne a été accueillie",
    titre="Accueillies",
    unites="orientations",
    court="orientations dont la personne a été accueillie",
    sur="des orientations données",
    compteurs=lambda une: {"compte": orientees(une, ACCUEILLIES), "sur": orientees(une)},
    pose=True,
    avec_la_personne=False,
)
# All that steering may map.
DE_PRESENCE = (RENCONTRES, PASSAGES, REFUS)


def du_besoin(besoin: str, *, domaine: bool) -> Sujet:
    """The rencontres that carry the besoin of the filter, known by its label."""
    return Sujet(
        code="rencontres",
        nom=f"Rencontres portant «{FINE}{besoin}{FINE}»",
        titre="Avec ce besoin",
        unites="rencontres",
        court=f"portent «{FINE}{besoin}{FINE}»",
        sur="des rencontres",
        compteurs=lambda une: {"compte": portant(une)},
        parts=PARTS_D_UN_DOMAINE if domaine else PARTS_D_UNE_CATEGORIE,
        taux=PAR_HEURE_D_UN_DOMAINE if domaine else PAR_HEURE_D_UNE_CATEGORIE,
    )


def de_reponse(dimension: Dimension, code: str, modalite: str) -> Sujet:
    """Those who gave an answer, over those asked when there is a question."""
    return Sujet(
        code=f"{dimension.code}-{code}",
        nom=f"{dimension.libelle}{FINE}: «{FINE}{modalite}{FINE}»",
        titre="Avec cette réponse",
        unites="rencontres",
        court=f"avec «{FINE}{modalite}{FINE}»",
        sur="des rencontres où la question a été posée" if dimension.question else "des rencontres",
        compteurs=partial(_compteurs, dimension, code),
        parts=PARTS_D_UNE_REPONSE_RARE if dimension.code in RARES else PARTS_D_UN_DOMAINE,
        # A question is put now and then: its answers are few by the hour.
        taux=PAR_HEURE_D_UNE_CATEGORIE if dimension.question else PAR_HEURE_D_UN_DOMAINE,
        pose=bool(dimension.question),
        imprimable=dimension.code not in JAMAIS_IMPRIMEES_PAR_QUARTIER
        and code != EXIGENCE_JAMAIS_IMPRIMEE,
    )


def _compteurs(dimension: Dimension, code: str, selection: Selection) -> dict[str, Compteur]:
    compteurs = {"compte": repondant(selection, dimension, code)}
    if dimension.question:
        compteurs["sur"] = demandant(selection, dimension.question)
    elif selection.porte_sur_un_besoin:
        compteurs["sur"] = portant(selection)
    return compteurs


def de_reponses() -> Iterator[tuple[str, list[Sujet]]]:
    """The answers that can be mapped, by question, in screen order; a silence is not one."""
    for nom in MONTREES:
        dimension = DIMENSIONS[nom]
        sujets = [
            de_reponse(dimension, code, libelle)
            for code, libelle in libelles(nom).items()
            if code not in MUETTES
        ]
        yield dimension.libelle, sujets
