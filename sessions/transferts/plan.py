"""What importing a file would do now, row by row. Nothing is written here."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings

from sessions.periodes import PREMIER_JOUR, Periode
from sessions.publication.models import Publication
from sessions.sorties.models import Halte, Sortie
from sessions.transferts import lignes
from sessions.transferts.champs import PAR_CODE
from sessions.transferts.lecture import Choix, Lu, colonne, inconnues
from sessions.transferts.lignes import BesoinLu, LigneRefusee
from sessions.transferts.repertoire import Territoire
from sessions.transferts.tableau import Cellule, Ligne, Tableau

# Beyond, a column is not one of values: nobody matches five hundred of them by hand.
VALEURS_A_ASSOCIER = 150

CleDeSortie = tuple[date, str, int]


class CleDeHalte(NamedTuple):
    sortie: CleDeSortie
    lieu: UUID | None
    arrivee: time | None
    depart: time | None
    quartier: int


@dataclass(slots=True)
class HaltePrevue:
    """`existante` is the id of that already there; `lignes`, where each count was said."""

    existante: UUID | None = None
    rang: int = 1
    comptes: dict[str, int] = field(default_factory=dict)
    lignes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RencontrePrevue:
    sortie: CleDeSortie
    halte: CleDeHalte | None
    champs: dict[str, Any]
    vecu: tuple[str, ...]
    besoins: list[BesoinLu]


@dataclass(frozen=True, slots=True)
class Refus:
    numero: int
    motif: str


@dataclass
class Plan:
    """`sorties`: the id of each already there, None for one to create."""

    tableau: Tableau
    choix: Choix
    territoire: Territoire
    manques: list[str] = field(default_factory=list)
    a_associer: dict[str, Counter[str]] = field(default_factory=dict)
    refus: list[Refus] = field(default_factory=list)
    ecartees: list[Refus] = field(default_factory=list)
    avertissements: list[str] = field(default_factory=list)
    sorties: dict[CleDeSortie, UUID | None] = field(default_factory=dict)
    haltes: dict[CleDeHalte, HaltePrevue] = field(default_factory=dict)
    rencontres: list[RencontrePrevue] = field(default_factory=list)
    publications: list[str] = field(default_factory=list)

    @property
    def acceptees(self) -> int:
        return len(self.tableau.lignes) - len(self.refus) - len(self.ecartees)

    @property
    def importable(self) -> bool:
        """All or nothing: a row refused refuses the file."""
        return not (self.manques or self.a_associer or self.refus) and self.acceptees > 0

    @property
    def rejointes(self) -> int:
        return sum(une is not None for une in self.sorties.values())

    @property
    def comptes(self) -> dict[str, int]:
        """What would be created."""
        return {
            "sorties": len(self.sorties) - self.rejointes,
            "haltes": sum(une.existante is None for une in self.haltes.values()),
            "rencontres": len(self.rencontres),
            "besoins": sum(len(une.besoins) for une in self.rencontres),
        }

    @property
    def totaux(self) -> dict[str, int]:
        """Passages and refus that the file counts."""
        return {
            nom: sum(une.comptes.get(nom, 0) for une in self.haltes.values())
            for nom in ("passages", "refus")
        }

    @property
    def empreinte(self) -> str:
        """Another one when the file, what was matched, or what it would do, is not the same."""
        dit = [
            *(self.tableau.empreinte, self.choix.en_json(), self.comptes, self.totaux),
            *(len(self.refus), len(self.ecartees), self.avertissements, self.publications),
            sorted(str(une) for une in self.sorties.values() if une),
        ]
        return hashlib.sha256(json.dumps(dit, sort_keys=True).encode()).hexdigest()


def preparer(tableau: Tableau, choix: Choix, territoire: Territoire, jour: date) -> Plan:
    """What importing the file on this day would do: a few queries, whatever its rows."""
    plan = Plan(tableau, choix, territoire)
    plan.manques = [*_manques(choix)]
    if plan.manques:
        return plan
    colonnes = [*_lire(plan)]
    if plan.a_associer:
        return plan
    _Preparation(plan, jour, dict(_deja_la(plan, colonnes))).faire(colonnes)
    _noter_les_publications(plan)
    return plan


def _manques(choix: Choix) -> Iterator[str]:
    dites = set(choix.colonnes.values())
    if "date" not in dites:
        yield "Dire quelle colonne donne la date de la sortie."
    if not dites & {"quartier", "lieu"} and not choix.quartier:
        yield "Dire quelle colonne donne le quartier ou le lieu, ou choisir le quartier."


ColonneLue = tuple[int, str, dict[Cellule, Lu]]


def _lire(plan: Plan) -> Iterator[ColonneLue]:
    """Each column matched, its distinct cells read; what is of no list goes to `a_associer`."""
    for rang, code in sorted(plan.choix.colonnes.items()):
        if code == "note" and not _garder_les_notes(plan, rang):
            continue
        cellules = [siennes[rang] for _, siennes in plan.tableau.lignes]
        elle = colonne(code, plan.territoire.resource, plan.choix)
        lues = elle.lire(cellules)
        comptes = inconnues(elle, cellules, lues)
        if len(comptes) > VALEURS_A_ASSOCIER:
            plan.manques.append(
                f"La colonne « {plan.tableau.colonnes[rang]} » tient {len(comptes)} valeurs "
                f"qui ne sont pas dans la liste « {PAR_CODE[code].entete} »\u202f: "
                "ce n’est pas la bonne colonne, la laisser de côté."
            )
        elif comptes:
            plan.a_associer[code] = comptes
        yield rang, code, lues


def _garder_les_notes(plan: Plan, rang: int) -> bool:
    if plan.territoire.detecteur:
        return True
    textes = sum(bool(cellules[rang]) for _, cellules in plan.tableau.lignes)
    if textes:
        plan.avertissements.append(
            f"Le texte libre ne s’importe pas ici\u202f: {textes} notes de la colonne "
            f"« {plan.tableau.colonnes[rang]} » ne seront pas reprises."
        )
    return False


def _deja_la(plan: Plan, colonnes: Iterable[ColonneLue]) -> Iterator[tuple[CleDeSortie, UUID]]:
    """The sorties of the équipe that took place over the days of the file. The first keeps its
    place: `dict` takes the last."""
    jours = [lu.valeur for _, code, lues in colonnes if code == "date" for lu in lues.values()]
    dits = [un for un in jours if un]
    if not dits:
        return
    faites = Sortie.objects.de(plan.territoire.equipe).faites().pendant(min(dits), max(dits))
    lues = faites.order_by("-pk").values_list("date", "creneau", "quartier_id", "pk")
    for jour, creneau, quartier, pk in lues:
        yield (jour, creneau, quartier), pk


class _Preparation:
    def __init__(self, plan: Plan, jour: date, deja_la: dict[CleDeSortie, UUID]) -> None:
        self.plan, self.jour, self.deja_la = plan, jour, deja_la
        self.premiere_annee = settings.MEDLOVE_DELAIS.premiere_annee(jour)
        self.lieux_des_haltes: dict[tuple[UUID, UUID | None], UUID] = {}
        self.rangs: Counter[CleDeSortie] = Counter()
        self._lire_les_haltes()

    def _lire_les_haltes(self) -> None:
        """Those of the sorties already there, for a row to join the halte of its lieu."""
        cles = {pk: cle for cle, pk in self.deja_la.items()}
        jours = [cle[0] for cle in self.deja_la]
        if not jours:
            return
        haltes = Halte.objects.de(self.plan.territoire.equipe).filter(
            sortie__date__range=(min(jours), max(jours))
        )
        lues = haltes.order_by("-rang", "pk").values_list("sortie_id", "lieu_id", "pk", "rang")
        for sortie, lieu, pk, rang in lues:
            if sortie in cles:
                self.lieux_des_haltes[sortie, lieu] = pk
                self.rangs[cles[sortie]] = max(self.rangs[cles[sortie]], rang)

    def faire(self, colonnes: list[ColonneLue]) -> None:
        for ligne in self.plan.tableau.lignes:
            self._ligne(ligne, colonnes)

    def _ligne(self, ligne: Ligne, colonnes: list[ColonneLue]) -> None:
        numero, cellules = ligne
        dit: dict[str, Any] = {}
        motifs: list[str] = []
        for rang, code, lues in colonnes:
            lu = lues[cellules[rang]]
            if lu.valeur:
                dit[code] = lu.valeur
            elif lu.valeur == 0 and lu.valeur is not None:
                dit[code] = 0
            elif lu.ecartee:
                entete = PAR_CODE[code].entete.lower()
                self.plan.ecartees.append(Refus(numero, f"{entete}\u202f: {lu.ecartee}"))
                return
            elif lu.motif:
                motifs.append(f"{PAR_CODE[code].entete.lower()}\u202f: {lu.motif}")
        if not motifs:
            try:
                self._ajouter(numero, dit)
                return
            except LigneRefusee as refus:
                motifs = refus.motifs
        self.plan.refus.append(Refus(numero, " ; ".join(motifs).replace(" ;", "\u202f;")))

    def _ajouter(self, numero: int, dit: dict[str, Any]) -> None:
        lue = lignes.lire(dit, self.plan.choix, self.plan.territoire)
        motifs = [*lue.motifs, *self._jour_refuse(dit.get("date"), lue.champs is not None)]
        if motifs:
            raise LigneRefusee(motifs)
        cle = (dit["date"], lue.creneau, lue.quartier)
        self.plan.sorties.setdefault(cle, self.deja_la.get(cle))
        halte = self._halte(numero, cle, dit)
        if lue.champs is not None:
            self.plan.rencontres.append(
                RencontrePrevue(cle, halte, lue.champs, dit.get("vecu", ()), lue.besoins)
            )

    def _jour_refuse(self, jour: date | None, est_une_rencontre: bool) -> Iterator[str]:
        if jour is None:
            yield "la date manque"
        elif jour > self.jour:
            yield "la date est dans l’avenir\u202f: une sortie à venir se prévoit dans « Sorties »"
        elif jour < PREMIER_JOUR:
            yield "la date est avant l’an 2000"
        elif est_une_rencontre and jour.year < self.premiere_annee:
            yield (
                f"les rencontres de {jour.year} ne se gardent plus\u202f: elles s’effacent "
                "deux ans après la fin de leur année"
            )

    def _halte(self, numero: int, sortie: CleDeSortie, dit: dict[str, Any]) -> CleDeHalte | None:
        arrivee, depart = dit.get("arrivee"), dit.get("depart")
        place = self.plan.territoire.par_lieu.get(dit.get("lieu", ""))
        comptes = {nom: dit[nom] for nom in ("passages", "refus") if nom in dit}
        if place is None and arrivee is None and depart is None and not comptes:
            return None
        lieu, quartier = place or (None, sortie[2])
        cle = CleDeHalte(sortie, lieu, arrivee, depart, quartier)
        halte = self.plan.haltes.get(cle) or self._nouvelle_halte(cle)
        for nom, compte in comptes.items():
            if halte.comptes.setdefault(nom, compte) != compte:
                mot = PAR_CODE[nom].entete.lower()
                ailleurs = halte.lignes[nom]
                raise LigneRefusee(
                    [f"{mot}\u202f: un autre nombre est dit ligne {ailleurs} pour la même halte"]
                )
            halte.lignes.setdefault(nom, numero)
        return cle

    def _nouvelle_halte(self, cle: CleDeHalte) -> HaltePrevue:
        sortie = self.plan.sorties[cle.sortie]
        halte = HaltePrevue()
        if sortie and cle.lieu:
            halte.existante = self.lieux_des_haltes.get((sortie, cle.lieu))
        if halte.existante is None:
            self.rangs[cle.sortie] += 1
            halte.rang = self.rangs[cle.sortie]
        self.plan.haltes[cle] = halte
        return halte


def _noter_les_publications(plan: Plan) -> None:
    """The published periods that the rencontres of the file fall in: they will not change."""
    jours = {une.sortie[0] for une in plan.rencontres}
    if not jours:
        return
    publiees = Publication.objects.de(plan.territoire.equipe).values_list("periode", flat=True)
    for code in sorted(publiees):
        periode = Periode.lire(code)
        if any(periode.du <= jour <= periode.au for jour in jours):
            plan.publications.append(code)
