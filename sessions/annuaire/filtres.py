"""What the directory can be narrowed to; whether a place is open is read from its hours."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import django_filters as filtres
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from medlove.models import Equipe
from sessions.nomenclatures.models import CategorieBesoin
from sessions.rencontres.filtres import par_domaine
from territoires.horaires import JOURS, PARIS, Horaires
from territoires.models import Partenaire, Quartier
from territoires.models.partenaire import PartenaireQuerySet
from territoires.nomenclatures import genres_de_structure, valeurs
from territoires.recherche import normaliser

MAINTENANT = "maintenant"
OUVERT = [(MAINTENANT, "Maintenant"), *((str(rang), jour) for rang, jour in enumerate(JOURS))]
A_RELIRE = "horaires"
SANS_BESOIN = "sans_besoin"
A_VERIFIER = [
    ("oui", "À vérifier"),
    ("inexact", "Dites inexactes"),
    ("jamais", "Jamais vérifiées"),
    (A_RELIRE, "Horaires à relire"),
    (SANS_BESOIN, "Sans besoin noté"),
]
ACCUEIL = [("hors_pause", "Hors pause"), ("en_pause", "En pause"), ("retires", "Retirés")]
RESEAUX = [("oui", "Réseaux informels"), ("non", "Structures")]
PUBLICS = ["publics_specifiquement_adresses", "prise_en_charge_specifique"]
DE_RECHERCHE = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
D_HEURE = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
# Shown at once; the others are folded.
EN_VUE = ["q", "besoin", "quartier", "ouvert", "heure"]


class PartenaireFiltre(filtres.FilterSet):
    q = filtres.CharFilter(
        label="Nom, rue, commune ou service", method="qui_contient", widget=DE_RECHERCHE
    )
    besoin = filtres.ChoiceFilter(label="Besoin", method="qui_repond", empty_label="Tous")
    quartier = filtres.ModelChoiceFilter(
        label="Quartier", queryset=Quartier.objects.none(), empty_label="Tous"
    )
    ouvert = filtres.ChoiceFilter(
        label="Ouvert", method="lu_ensuite", choices=OUVERT, empty_label="Peu importe"
    )
    heure = filtres.TimeFilter(label="À l’heure de", method="lu_ensuite", widget=D_HEURE)
    acces = filtres.ChoiceFilter(label="Comment y accéder", method="d_acces", empty_label="Tous")
    frais = filtres.ChoiceFilter(label="Coût", method="de_frais", empty_label="Tous")
    public = filtres.ChoiceFilter(label="Public", method="de_public", empty_label="Tous")
    genre = filtres.ChoiceFilter(
        label="Genre de structure",
        field_name="genre_de_structure",
        choices=genres_de_structure,
        empty_label="Tous",
    )
    reseau = filtres.ChoiceFilter(
        label="Réseau", method="de_reseau", choices=RESEAUX, empty_label="Tous"
    )
    a_verifier = filtres.ChoiceFilter(
        label="Fiches", method="a_reprendre", choices=A_VERIFIER, empty_label="Toutes"
    )
    accueil = filtres.ChoiceFilter(
        label="Accueil", method="qui_accueille", choices=ACCUEIL, empty_label="Tous"
    )

    class Meta:
        model = Partenaire
        fields: list[str] = []

    def __init__(self, *args: Any, equipe: Equipe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quartiers = Quartier.objects.de_commune(equipe.code_insee).sans_contour()
        self.categories = CategorieBesoin.objects.pour(equipe).proposees()
        self.filters["quartier"].queryset = quartiers
        self.filters["besoin"].extra["choices"] = par_domaine(self.categories)
        self.filters["acces"].extra["choices"] = list(valeurs("modalites_acces").items())
        self.filters["frais"].extra["choices"] = list(valeurs("frais_a_charge").items())
        publics = [pair for champ in PUBLICS for pair in valeurs(champ).items()]
        self.filters["public"].extra["choices"] = publics

    @property
    def en_vue(self) -> list[forms.BoundField]:
        return [self.form[nom] for nom in EN_VUE]

    @property
    def replies(self) -> list[forms.BoundField]:
        return [self.form[nom] for nom in self.filters if nom not in EN_VUE]

    @property
    def deplie(self) -> bool:
        """Whether a folded filter is in use."""
        return any(self._demande(champ.name) for champ in self.replies)

    def _demande(self, nom: str) -> Any:
        return getattr(self.form, "cleaned_data", {}).get(nom)

    def qui_contient(self, tous: PartenaireQuerySet, nom: str, q: str) -> PartenaireQuerySet:
        """Every word, in what is written of it, its quartier or a besoin it answers to."""
        categories = {un.pk: normaliser(un.libelle) for un in self.categories}
        quartiers = {un.pk: normaliser(un.nom) for un in self.filters["quartier"].queryset}
        lien = CategorieBesoin.partenaires.through.objects
        for mot in normaliser(q).split():
            besoins = [pk for pk, libelle in categories.items() if mot in libelle]
            repond = lien.filter(partenaire=OuterRef("pk"), categoriebesoin__in=besoins)
            la = [pk for pk, nom in quartiers.items() if mot in nom]
            tous = tous.filter(tous.qui_dit(mot) | Q(quartier__in=la) | Q(Exists(repond)))
        return tous

    def qui_repond(self, tous: PartenaireQuerySet, nom: str, code: str) -> PartenaireQuerySet:
        lien = CategorieBesoin.partenaires.through.objects
        repond = lien.filter(partenaire=OuterRef("pk"), categoriebesoin__code=code)
        return tous.filter(Exists(repond))

    def lu_ensuite(self, tous: PartenaireQuerySet, nom: str, valeur: Any) -> PartenaireQuerySet:
        """Hours are read in Python, on the rows that the other filters leave."""
        return tous

    def d_acces(self, tous: PartenaireQuerySet, nom: str, valeur: str) -> PartenaireQuerySet:
        return tous.filter(modalites_acces__comprend=valeur)

    def de_frais(self, tous: PartenaireQuerySet, nom: str, valeur: str) -> PartenaireQuerySet:
        return tous.filter(frais_a_charge__comprend=valeur)

    def de_public(self, tous: PartenaireQuerySet, nom: str, valeur: str) -> PartenaireQuerySet:
        dits = [Q(**{f"{champ}__comprend": valeur}) for champ in PUBLICS]
        return tous.filter(dits[0] | dits[1])

    def de_reseau(self, tous: PartenaireQuerySet, nom: str, valeur: str) -> PartenaireQuerySet:
        return tous.filter(informel=valeur == "oui")

    def a_reprendre(self, tous: PartenaireQuerySet, nom: str, valeur: str) -> PartenaireQuerySet:
        if valeur == A_RELIRE:
            return tous.exclude(horaires="")
        if valeur == SANS_BESOIN:
            lien = CategorieBesoin.partenaires.through.objects
            return tous.exclude(Exists(lien.filter(partenaire=OuterRef("pk"))))
        douteux = tous.a_verifier(timezone.localdate()).les_plus_douteux_d_abord()
        if valeur == "inexact":
            return douteux.exclude(inexact_le=None)
        return douteux.filter(verifie_le=None) if valeur == "jamais" else douteux

    def qui_accueille(self, tous: PartenaireQuerySet, nom: str, valeur: str) -> PartenaireQuerySet:
        jour = timezone.localdate()
        if valeur == "en_pause":
            return tous.filter(en_pause_jusqu_au__gte=jour)
        return tous.hors_pause(jour) if valeur == "hors_pause" else tous

    def filter_queryset(self, queryset: Any) -> Any:
        """Those in service, unless the retired ones are asked for."""
        retires = self._demande("accueil") == "retires"
        filtrees: Any = super().filter_queryset(queryset.filter(is_active=not retires))
        return filtrees

    def critere_d_horaires(self) -> Callable[[str], bool] | None:
        """What is asked of the hours, as a question about their string; None when nothing is."""
        if self._demande("a_verifier") == A_RELIRE:
            return lambda texte: Horaires.lire(texte) is None
        ouvert, heure = self._demande("ouvert"), self._demande("heure")
        if not ouvert and not heure:
            return None
        if ouvert == MAINTENANT:
            return ouvert_a(timezone.now())
        jour = prochain(int(ouvert)) if ouvert else timezone.localdate()
        return ouvert_a(datetime.combine(jour, heure, PARIS)) if heure else ouvert_le(jour)


def prochain(rang: int) -> date:
    """The next day of the week of that rank (0 is Monday), today included."""
    jour = timezone.localdate()
    return jour + timedelta(days=(rang - jour.weekday()) % 7)


def ouvert_a(instant: datetime) -> Callable[[str], bool]:
    def ouvert(texte: str) -> bool:
        horaires = Horaires.lire(texte)
        return horaires is not None and horaires.est_ouvert(instant)

    return ouvert


def ouvert_le(jour: date) -> Callable[[str], bool]:
    def ouvert(texte: str) -> bool:
        horaires = Horaires.lire(texte)
        return horaires is not None and bool(horaires.jour(jour))

    return ouvert
