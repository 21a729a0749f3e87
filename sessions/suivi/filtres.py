"""What may be asked of the follow-up: a period, a partenaire, a besoin, a quartier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from medlove.models import Equipe
from sessions.nomenclatures.listes import domaines
from sessions.nomenclatures.models import CategorieBesoin
from sessions.orientations.comptes import Compte
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.choix import verifier_les_trimestres
from sessions.statistiques.filtres import est_imprimable
from territoires.models import Partenaire, Quartier

ANNEES_MONTREES = 3


@dataclass(frozen=True, slots=True)
class Demande:
    """A valid question. `categories` are those it is about, all of them when no besoin is
    named; `besoin` is the label of what is named; `ecartes`, of those left out of a print."""

    equipe: Equipe
    periode: Periode
    categories: Sequence[CategorieBesoin]
    besoin: str = ""
    partenaire: UUID | None = None
    quartier: Quartier | None = None
    ecartes: Sequence[str] = ()

    @property
    def plus_fine_qu_un_retour_groupe(self) -> bool:
        """A number given for a month tells neither the besoin nor the quartier."""
        return bool(self.besoin or self.quartier)

    def garder(self, lignes: Iterable[Compte]) -> list[Compte]:
        categories = {une.pk for une in self.categories}
        return [
            une
            for une in lignes
            if une.categorie_id in categories
            and self.partenaire in (None, une.partenaire_id)
            and (self.quartier is None or self.quartier.pk == une.quartier_id)
        ]


class ChoixDuSuivi(forms.Form):
    """By default the last four trimestres, the present one included."""

    trimestre = forms.ChoiceField(label="Trimestre", required=False)
    jusqu_a = forms.ChoiceField(label="Jusqu’au", required=False)
    partenaire = forms.ChoiceField(label="Partenaire", required=False)
    besoin = forms.ChoiceField(label="Besoin", required=False)
    quartier = forms.ChoiceField(label="Quartier", required=False)

    def __init__(self, donnees: Any, *, equipe: Equipe, quartiers: Sequence[Quartier]) -> None:
        super().__init__(donnees)
        self.equipe = equipe
        self.quartiers = {un.cle: un for un in quartiers}
        # Closed ones too: orientations were made to them.
        self.categories = list(CategorieBesoin.objects.pour(equipe).select_related("parent"))
        self.partenaires = {str(un.pk): un for un in _partenaires(equipe)}
        self._proposer("trimestre", "Les 4 derniers", _trimestres())
        self._proposer("jusqu_a", "Le même", _trimestres())
        noms = [(cle, un.nom) for cle, un in self.partenaires.items()]
        self._proposer("partenaire", "Tous", noms)
        self._proposer("besoin", "Tous", list(self._besoins()))
        self._proposer("quartier", "Tous", [(un.cle, un.nom) for un in quartiers])

    def _proposer(self, champ: str, vide: str, choix: list[Any]) -> None:
        self.fields[champ].choices = [("", vide), *choix]  # type: ignore[attr-defined]

    def _besoins(self) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        yield "Par domaine", [(un.code, un.libelle) for un in domaines().values()]
        for domaine in domaines().values():
            siennes = [une for une in self.categories if une.domaine == domaine.code]
            yield domaine.libelle, [(str(une.pk), une.libelle) for une in siennes]

    def clean(self) -> dict[str, Any]:
        lus: dict[str, Any] = super().clean() or self.cleaned_data
        verifier_les_trimestres(self, lus)
        return lus

    def demande(self) -> Demande:
        """The question, once the form is valid."""
        lus = self.cleaned_data
        return Demande(
            equipe=self.equipe,
            periode=self._periode(),
            categories=self._choisies(lus["besoin"]),
            besoin=self._libelle(lus["besoin"]),
            partenaire=UUID(lus["partenaire"]) if lus["partenaire"] else None,
            quartier=self.quartiers.get(lus["quartier"]),
        )

    def _choisies(self, besoin: str) -> list[CategorieBesoin]:
        """A category takes its sub-categories with it."""
        if not besoin:
            return self.categories
        if besoin in domaines():
            return [une for une in self.categories if une.domaine == besoin]
        return [une for une in self.categories if besoin in (str(une.pk), str(une.parent_id))]

    def _libelle(self, besoin: str) -> str:
        if besoin in domaines():
            return domaines()[besoin].libelle
        return next((une.libelle for une in self.categories if str(une.pk) == besoin), "")

    def _periode(self) -> Periode:
        premier, dernier = self.cleaned_data["trimestre"], self.cleaned_data["jusqu_a"]
        if not premier:
            return Periode.de(_en_cours().precedent(3), _en_cours())
        return Periode.de(Trimestre.lire(premier), Trimestre.lire(dernier or premier))


class ChoixImprimable(ChoixDuSuivi):
    """The same for paper, where some besoins are never shown by quartier."""

    def clean_besoin(self) -> str:
        besoin: str = self.cleaned_data["besoin"]
        for une in self._choisies(besoin) if besoin and besoin not in domaines() else []:
            if not est_imprimable(une):
                raise forms.ValidationError(
                    f"« {une} » ne s’imprime pas par quartier : quelqu’un pourrait y être reconnu. "
                    "Choisir un autre besoin, ou tous."
                )
        return besoin

    def demande(self) -> Demande:
        """In one quartier, those besoins are not even in a sum from which they could be taken."""
        demande = super().demande()
        if demande.quartier is None:
            return demande
        return replace(
            demande,
            categories=[une for une in demande.categories if est_imprimable(une)],
            ecartes=[une.libelle for une in demande.categories if not est_imprimable(une)],
        )


def _partenaires(equipe: Equipe) -> Iterable[Partenaire]:
    return Partenaire.objects.de(equipe).only("nom", "nom_recherche")


def _en_cours() -> Trimestre:
    return Trimestre.du_jour(timezone.localdate())


def _trimestres() -> list[tuple[str, str]]:
    dernier = _en_cours()
    montres = Periode.de(Trimestre(dernier.annee - ANNEES_MONTREES, 1), dernier).trimestres()
    return [(str(un), un.libelle) for un in reversed(montres)]
