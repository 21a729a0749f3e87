"""The follow-up in tables, as their reader reads them: every count goes through `lire`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sessions.nomenclatures.listes import domaines, libelles
from sessions.nomenclatures.models import CategorieBesoin
from sessions.statistiques.effectifs import Lecture, lire, lire_part
from sessions.suivi.offre import Manque, Offre
from sessions.suivi.services import Suites, Suivi
from territoires.models import Quartier

SANS_MOTIF = "Sans motif dit"
RETOURS_A_PART = "Sans les retours groupés, qui ne disent ni le besoin ni le quartier."
COLONNES = (
    "Orientations",
    "Reçues",
    "Part reçue",
    "Refusées",
    "Non venues",
    "Suite inconnue",
    "En attente",
)
COLONNES_DU_MANQUE = ("Besoins", "Sans réponse", "À revoir", "Orientées sans trace", "En tout")


@dataclass(frozen=True, slots=True)
class Rangee:
    nom: str
    cellules: Sequence[str]
    mention: str = ""


@dataclass(frozen=True, slots=True)
class Tableau:
    """`premiere` heads the names, `note` stands under the table."""

    cle: str
    titre: str
    premiere: str
    entetes: Sequence[str]
    rangees: Sequence[Rangee]
    ensemble: Rangee | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Noms:
    """The names of what ids designate, in the order in which rows come."""

    partenaires: Mapping[Any, str]
    categories: Sequence[CategorieBesoin]
    quartiers: Sequence[Quartier]


class Redaction:
    """Writes the tables of a follow-up for one reader."""

    def __init__(self, noms: Noms, lecture: Lecture) -> None:
        self.noms, self.lecture = noms, lecture

    def suites(self, suivi: Suivi, *, groupes: bool) -> list[Tableau]:
        """By partenaire, trimestre, besoin, quartier; `groupes`: grouped returns are counted."""
        note = RETOURS_A_PART if groupes and suivi.ensemble.groupees else ""
        categories = [(une.pk, une.libelle, _domaine(une)) for une in self.noms.categories]
        partenaires = [(cle, nom, "") for cle, nom in self.noms.partenaires.items()]
        trimestres = [(un, un.libelle.capitalize(), "") for un in suivi.par_trimestre]
        quartiers = [(un.pk, un.nom, "") for un in self.noms.quartiers]
        ecrire = self._tableau_des_suites
        return [
            ecrire("partenaire", "Partenaire", partenaires, suivi.par_partenaire, suivi.ensemble),
            ecrire("trimestre", "Trimestre", trimestres, suivi.par_trimestre, suivi.ensemble),
            ecrire("besoin", "Besoin", categories, suivi.par_categorie, suivi.une_par_une, note),
            ecrire("quartier", "Quartier", quartiers, suivi.par_quartier, suivi.une_par_une, note),
        ]

    def _tableau_des_suites(
        self,
        cle: str,
        premiere: str,
        lignes: Iterable[tuple[Any, str, str]],
        lues: Mapping[Any, Suites],
        ensemble: Suites,
        note: str = "",
    ) -> Tableau:
        return Tableau(
            cle=f"par-{cle}",
            titre=f"Orientations par {cle}",
            premiere=premiere,
            entetes=COLONNES,
            rangees=[
                Rangee(nom, self._ecrire(lues[une]), mention)
                for une, nom, mention in lignes
                if une in lues
            ],
            ensemble=Rangee("Ensemble", self._ecrire(ensemble)),
            note=note,
        )

    def _ecrire(self, suites: Suites) -> list[str]:
        """In the order of `COLONNES`."""
        part = lire_part(suites.recues, suites.closes, self.lecture).texte
        avant, apres = (
            (suites.orientations, suites.recues),
            (suites.refusees, suites.non_venues, suites.inconnues, suites.en_attente),
        )
        return [*map(self._lire, avant), part, *map(self._lire, apres)]

    def delais(self, suivi: Suivi) -> Tableau:
        """How long it took, for those received one by one."""
        lus = dict(suivi.delais)
        lus["non_renseigne"] = lus.get("non_renseigne", 0) + lus.pop("", 0)
        lus["non_renseigne"] += suivi.ensemble.groupees
        rangees = [
            Rangee(libelle, [self._lire(lus[code])])
            for code, libelle in libelles("delai_de_suite").items()
            if lus.get(code)
        ]
        note = "Un retour groupé ne dit pas de délai." if suivi.ensemble.groupees else ""
        return Tableau("delais", "Délais d’accueil", "Délai", ["Reçues"], rangees, note=note)

    def motifs(self, suivi: Suivi) -> Tableau:
        connus = {**libelles("motif_de_refus"), "": SANS_MOTIF}
        dits = [code for code in connus if suivi.motifs.get(code)]
        rangees = [
            Rangee(connus[code], [self._lire(suivi.motifs[code])])
            for code in sorted(dits, key=lambda code: -self._rang(suivi.motifs[code]))
        ]
        return Tableau("motifs", "Raisons des refus", "Raison", ["Refusées"], rangees)

    def manques(self, offre: Offre) -> Tableau:
        """The categories where something is missing: those nobody answers come first."""
        montrees = [une for une in self.noms.categories if _manque(offre, une)]
        montrees.sort(key=lambda une: self._urgence(offre, une))
        return Tableau(
            cle="manques-besoin",
            titre="Ce qui manque, par besoin",
            premiere="Besoin",
            entetes=["Partenaires ouverts", *COLONNES_DU_MANQUE],
            rangees=[
                Rangee(
                    une.libelle,
                    [
                        str(offre.partenaires[une.pk] or "aucun"),
                        *self._ecrire_manque(offre.par_categorie.get(une.pk, Manque())),
                    ],
                    _domaine(une),
                )
                for une in montrees
            ],
            ensemble=Rangee("Ensemble", ["", *self._ecrire_manque(offre.ensemble)]),
        )

    def manques_par_quartier(self, offre: Offre) -> Tableau:
        return Tableau(
            cle="manques-quartier",
            titre="Les nombres de la carte",
            premiere="Quartier",
            entetes=COLONNES_DU_MANQUE,
            rangees=[
                Rangee(un.nom, self._ecrire_manque(offre.par_quartier[un.pk]))
                for un in self.noms.quartiers
                if un.pk in offre.par_quartier
            ],
            ensemble=Rangee("Ensemble", self._ecrire_manque(offre.ensemble)),
        )

    def _ecrire_manque(self, manque: Manque) -> list[str]:
        """In the order of `COLONNES_DU_MANQUE`."""
        nombres = (
            manque.besoins,
            manque.sans_reponse,
            manque.a_revoir,
            manque.sans_orientation,
            manque.en_tout,
        )
        return [self._lire(un) for un in nombres]

    def _urgence(self, offre: Offre, categorie: CategorieBesoin) -> tuple[bool, int]:
        manque = offre.par_categorie.get(categorie.pk, Manque())
        rang = self._rang(manque.en_tout) or self._rang(manque.besoins)
        return offre.partenaires[categorie.pk] > 0, -rang

    def _rang(self, nombre: int) -> int:
        """Where a row comes: by what is read only, so that its place tells nothing hidden."""
        return lire(nombre, self.lecture).nombre or 0

    def _lire(self, nombre: int) -> str:
        return lire(nombre, self.lecture).texte


def sans_partenaire(offre: Offre, categories: Iterable[CategorieBesoin]) -> list[str]:
    """The open categories that no partenaire answers and nobody asked for: to foresee."""
    return [
        une.libelle
        for une in categories
        if une.is_active and not offre.partenaires[une.pk] and une.pk not in offre.par_categorie
    ]


def _manque(offre: Offre, categorie: CategorieBesoin) -> bool:
    manque = offre.par_categorie.get(categorie.pk, Manque())
    return bool(manque.en_tout or (manque.besoins and not offre.partenaires[categorie.pk]))


def _domaine(categorie: CategorieBesoin) -> str:
    return domaines()[categorie.domaine].court if categorie.domaine in domaines() else ""
