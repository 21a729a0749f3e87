"""The rows of an import, written many a statement, with what the forms write one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model

from sessions.notes.detecteur import examiner
from sessions.notes.marques import marques_de
from sessions.notes.propres import propres_de
from sessions.rencontres.models import Besoin, Exigence, Rencontre, Vecu
from sessions.rencontres.premiers import marques
from sessions.rencontres.saisie import PLUS_TARD
from sessions.sorties.models import Halte, Passages, Sortie
from sessions.transferts.plan import CleDeHalte, CleDeSortie, Plan, RencontrePrevue

PAR_PAQUET = 2_000
# In the order of their references; those whose ids are kept have a name in the list of deletions.
TYPES: dict[str, type[Model]] = {
    "sortie": Sortie,
    "halte": Halte,
    "passages": Passages,
    "rencontre": Rencontre,
}


@dataclass
class Ecriture:
    """`crees`: the ids of what is written, by type of record."""

    plan: Plan
    jour: date
    crees: dict[str, list[str]] = field(default_factory=lambda: {nom: [] for nom in TYPES})

    def __post_init__(self) -> None:
        self.equipe = self.plan.territoire.equipe.pk
        self.commun = {"equipe_id": self.equipe, "saisi_le": self.jour}
        self.propres = propres_de(self.plan.territoire.equipe)
        self.sorties: dict[CleDeSortie, UUID] = {}
        self.haltes: dict[CleDeHalte, UUID] = {}

    def faire(self) -> None:
        self._creer("sortie", self._sorties())
        self._creer("halte", self._haltes())
        self._creer("passages", self._passages())
        restent = iter(self.plan.rencontres)
        while paquet := list(islice(restent, PAR_PAQUET)):
            self._rencontres(paquet)

    def _creer(self, type_: str, objets: Iterable[Any]) -> None:
        ecrits = TYPES[type_]._default_manager.bulk_create(objets)
        self.crees[type_] += [str(un.pk) for un in ecrits]

    def _sorties(self) -> Iterator[Sortie]:
        for cle, existante in self.plan.sorties.items():
            jour, creneau, quartier = cle
            self.sorties[cle] = existante or uuid4()
            if existante is None:
                yield Sortie(
                    id=self.sorties[cle],
                    date=jour,
                    creneau=creneau,
                    quartier_id=quartier,
                    statut=Sortie.TERMINEE,
                    **self.commun,
                )

    def _haltes(self) -> Iterator[Halte]:
        for cle, prevue in self.plan.haltes.items():
            self.haltes[cle] = prevue.existante or uuid4()
            if prevue.existante is None:
                yield Halte(
                    id=self.haltes[cle],
                    sortie_id=self.sorties[cle.sortie],
                    rang=prevue.rang,
                    lieu_id=cle.lieu,
                    quartier_id=cle.quartier,
                    arrivee=cle.arrivee,
                    depart=cle.depart,
                    minutes=Halte.duree(cle.arrivee, cle.depart),
                    **self.commun,
                )

    def _passages(self) -> Iterator[Passages]:
        for cle, prevue in self.plan.haltes.items():
            if any(prevue.comptes.values()):
                yield Passages(halte_id=self.haltes[cle], **prevue.comptes, **self.commun)

    def _rencontres(self, paquet: list[RencontrePrevue]) -> None:
        rencontres, besoins, exigences, vecus = [], [], [], []
        for prevue in paquet:
            rencontre = self._rencontre(prevue)
            rencontres.append(rencontre)
            vecus += [Vecu(rencontre_id=rencontre.pk, code=code) for code in prevue.vecu]
            for besoin, codes in self._besoins(prevue, rencontre):
                besoins.append(besoin)
                exigences += [Exigence(besoin_id=besoin.pk, code=code) for code in codes]
        self._creer("rencontre", rencontres)
        Besoin.objects.bulk_create(besoins)
        Exigence.objects.bulk_create(exigences)
        Vecu.objects.bulk_create(vecus)

    def _rencontre(self, prevue: RencontrePrevue) -> Rencontre:
        """No author: the file does not say who met whom."""
        halte, note = prevue.halte, prevue.champs.get("note")
        return Rencontre(
            reperes=marques_de(examiner(note, self.propres)) if note else None,
            id=uuid4(),
            sortie_id=self.sorties[prevue.sortie],
            halte_id=self.haltes[halte] if halte else None,
            jour=prevue.sortie[0],
            quartier_id=halte.quartier if halte else prevue.sortie[2],
            saisie=PLUS_TARD,
            **prevue.champs,
            **self.commun,
        )

    def _besoins(
        self, prevue: RencontrePrevue, rencontre: Rencontre
    ) -> Iterator[tuple[Besoin, tuple[str, ...]]]:
        categories = [self.plan.territoire.categories[un.categorie] for un in prevue.besoins]
        marquees = zip(prevue.besoins, categories, marques(categories), strict=True)
        for rang, (lu, categorie, siennes) in enumerate(marquees, start=1):
            besoin = Besoin(
                id=uuid4(),
                rencontre_id=rencontre.pk,
                rang=rang,
                equipe_id=self.equipe,
                jour=rencontre.jour,
                quartier_id=rencontre.quartier_id,
                categorie_id=categorie.pk,
                organisme=lu.organisme,
                reponse=lu.reponse,
                non_recours=lu.non_recours,
                **siennes,
            )
            yield besoin, lu.exigences
