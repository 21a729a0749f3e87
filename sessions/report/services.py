"""The counters of a fiche de report, as this reader reads them. At most eleven queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from medlove.templatetags.francais import heures
from sessions.nomenclatures.listes import NON_RENSEIGNE, libelles
from sessions.report.correspondances import rubriques, thematiques
from sessions.report.portee import Portee
from sessions.statistiques.effectifs import Lecture, lire, milliers

# The least that each answer stands for: a number of persons is « at least » so many.
PERSONNES_AU_MOINS = {"1": 1, "2": 2, "3_5": 3, "6_plus": 6}
A_REPARTIR = (
    "La Coop sépare les moins de 12 ans des 12-17 ans. Nous ne notons pas de rencontre avant "
    "12 ans\u202f: dans le doute, ajouter ceux-ci aux 12-17 ans."
)
AUTRE_GENRE = "La Coop n’a pas de réponse «\u202fAutre\u202f»\u202f: elle est ici non communiquée."
HORS_LISTE = "Sans thématique à La Coop"


@dataclass(frozen=True, slots=True)
class Ligne:
    """A label and what is read beside it."""

    libelle: str
    texte: str


@dataclass(frozen=True, slots=True)
class Bloc:
    """A table to copy. `unite` heads its numbers."""

    cle: str
    titre: str
    unite: str
    lignes: list[Ligne]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fiche:
    """`rencontres` is exact: it says whether there is something to tell, and is not shown."""

    portee: Portee
    rencontres: int
    coop: list[Bloc]
    reseau: list[Bloc]


def composer(portee: Portee, lecture: Lecture) -> Fiche:
    """All the blocks of the fiche, in the order of those who ask for them."""
    return Redaction(portee, lecture).fiche()


class Redaction:
    """Counts the rows of a portée, and words them for a reader."""

    def __init__(self, portee: Portee, lecture: Lecture) -> None:
        self.portee, self.lecture = portee, lecture
        self.genres = _par(portee.rencontres, "genre")
        self.ages = _par(portee.rencontres, "tranche_age")
        self.rencontres = sum(self.genres.values())

    def fiche(self) -> Fiche:
        coop = [self._participants(), self._genres(), self._ages(), self._statuts()]
        return Fiche(
            portee=self.portee,
            rencontres=self.rencontres,
            coop=[*coop, self._thematiques()],
            reseau=[self._activite(), self._organismes()],
        )

    def _participants(self) -> Bloc:
        dites = _par(self.portee.rencontres, "deja_rencontre")
        lignes = [
            self._ligne("Participants", self.rencontres),
            self._ligne("Dont déjà accompagnés", dites.get("deja_venue", 0)),
        ]
        note = "Une rencontre compte un participant\u202f: la personne qui parle."
        return Bloc("participants", "Participants", "Nombre", lignes, note)

    def _genres(self) -> Bloc:
        note = AUTRE_GENRE if self.genres.get("autre") else ""
        return Bloc("genre", "Genre", "Participants", self._rubriques("genre", self.genres), note)

    def _ages(self) -> Bloc:
        lignes = self._rubriques("tranche_age", self.ages)
        a_repartir = bool(self.ages.get("mineur"))
        if not a_repartir:
            lignes.pop()
        note = A_REPARTIR if a_repartir else ""
        return Bloc("age", "Tranche d’âge", "Participants", lignes, note)

    def _statuts(self) -> Bloc:
        lignes = self._rubriques("activite", _par(self.portee.rencontres, "activite"))
        return Bloc("statut", "Statut", "Participants", lignes)

    def _thematiques(self) -> Bloc:
        """Rencontres by thématique; a sub-category without a code has that of its parent."""
        code = Coalesce(
            NullIf("categorie__code_coop", Value("")),
            "categorie__parent__code_coop",
            Value(""),
        )
        comptes = self.portee.besoins.values_list(code)
        par_code = dict(comptes.annotate(n=Count("rencontre", distinct=True)))
        inconnues = sorted(par_code.keys() - {*thematiques(), ""})
        dites = {**thematiques(), **dict(zip(inconnues, inconnues, strict=True)), "": HORS_LISTE}
        lignes = [
            self._ligne(libelle, par_code[un]) for un, libelle in dites.items() if un in par_code
        ]
        note = "Plusieurs réponses possibles. Une thématique absente vaut zéro."
        return Bloc("thematiques", "Thématiques", "Rencontres", lignes, note)

    def _activite(self) -> Bloc:
        passages: dict[str, int | None] = self.portee.passages.aggregate(
            p=Sum("passages"), r=Sum("refus")
        )
        reponses = _par(self.portee.besoins, "reponse")
        lignes = [
            *self._presence(),
            self._ligne("Personnes, au moins", self._personnes()),
            self._ligne("Rencontres", self.rencontres),
            self._ligne("Passages", passages["p"] or 0),
            self._ligne("Refus", passages["r"] or 0),
            self._ligne("Besoins (demandes)", sum(reponses.values())),
            self._ligne("Dont répondus sur place", reponses.get("sur_place", 0)),
        ]
        if self.portee.orientations is not None:
            lignes.append(self._ligne("Orientations", self.portee.orientations.count()))
        note = "«\u202f3 à 5\u202f» compte pour 3, «\u202f6 et plus\u202f» pour 6."
        return Bloc("activite", "Activité", "Nombre", lignes, note)

    def _presence(self) -> Iterator[Ligne]:
        """Facts about the team, shown as they are."""
        minutes: int | None = self.portee.haltes.aggregate(total=Sum("minutes"))["total"]
        if not self.portee.d_un_quartier:
            yield Ligne("Sorties", milliers(self.portee.sorties.count()))
        yield Ligne("Heures de présence", heures(minutes or 0))

    def _personnes(self) -> int:
        nombres = _par(self.portee.rencontres, "nb_personnes")
        return sum(PERSONNES_AU_MOINS.get(code, 1) * n for code, n in nombres.items())

    def _organismes(self) -> Bloc:
        par_code = _par(self.portee.besoins, "organisme")
        lignes = [
            self._ligne(libelle, par_code[code])
            for code, libelle in libelles("organisme").items()
            if code in par_code and code != NON_RENSEIGNE
        ]
        lignes.append(self._ligne("Aucun, ou non renseigné", par_code.get(NON_RENSEIGNE, 0)))
        return Bloc("organismes", "Organismes", "Besoins", lignes)

    def _rubriques(self, champ: str, comptes: Mapping[str, int]) -> list[Ligne]:
        return [self._ligne(libelle, _somme(comptes, codes)) for libelle, codes in rubriques(champ)]

    def _ligne(self, libelle: str, nombre: int) -> Ligne:
        return Ligne(libelle, lire(nombre, self.lecture).texte)


def _par(lignes: "QuerySet[Any]", champ: str) -> dict[str, int]:
    """How many rows by code; a code that nobody has is absent."""
    return dict(lignes.values_list(champ).annotate(n=Count("pk")))


def _somme(comptes: Mapping[str, int], codes: Iterable[str]) -> int:
    return sum(comptes.get(code, 0) for code in codes)
