"""Where to go next: what is known of each quartier, the never visited included.

Facts about the équipe and what was heard; never a figure by mediator.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from medlove.models import Equipe
from sessions.nomenclatures.models import CategorieBesoin
from sessions.periodes import Periode
from sessions.planification.besoins import Manques, manques_par_quartier
from sessions.planification.filtres import Tri
from sessions.planification.visites import Visites, visites
from sessions.rencontres.selection import Selection
from sessions.sorties.models import ORDRE_DES_SORTIES, Halte, Sortie, SortieQuerySet
from sessions.statistiques.choroplethe import PRESENCE_SUFFISANTE
from sessions.statistiques.mesures import Presence, presence, rencontres_par_quartier
from sessions.suivi.offre import partenaires_par_categorie
from territoires.models import Lieu, Quartier


@dataclass(slots=True)
class Lieux:
    """The lieux in service of a quartier: how many, how many in a QPV, the names of those
    where no halte was ever made. `qpv_inconnu` counts those of which nobody said."""

    en_tout: int = 0
    en_qpv: int = 0
    qpv_inconnu: int = 0
    jamais: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Couverture:
    """A quartier: `visites` and `lieux` since the first day, the rest over the period."""

    quartier: Quartier
    visites: Visites
    presence: Presence
    rencontres: int
    manques: Manques
    lieux: Lieux

    @property
    def rythme(self) -> float | None:
        """Rencontres per hour of presence; None without an hour known."""
        if not self.presence.minutes:
            return None
        return 60 * self.rencontres / self.presence.minutes

    @property
    def peu_de_recul(self) -> bool:
        """Visited too few times to be compared, as on the map."""
        return 0 < self.presence.sorties < PRESENCE_SUFFISANTE


def couvertures(equipe: Equipe, periode: Periode, tri: Tri) -> list[Couverture]:
    """Every quartier of the commune. Eight queries, however many rows."""
    selection = Selection(equipe, periode)
    categories = list(CategorieBesoin.objects.pour(equipe).select_related("parent"))
    partenaires = partenaires_par_categorie(equipe, categories, timezone.localdate())
    manques = manques_par_quartier(equipe, periode, categories, partenaires)
    presences, rencontres = presence(selection), rencontres_par_quartier(selection)
    vus, lieux = visites(equipe), lieux_par_quartier(equipe)
    lignes = [
        Couverture(
            quartier=un,
            visites=vus.get(un.pk, Visites()),
            presence=presences.get(un.pk, Presence()),
            rencontres=rencontres.get(un.pk, 0),
            manques=manques.get(un.pk, Manques()),
            lieux=lieux.get(un.pk, Lieux()),
        )
        for un in Quartier.objects.de_commune(equipe.code_insee).sans_contour()
    ]
    return ranger(lignes, tri)


def lieux_par_quartier(equipe: Equipe) -> dict[int, Lieux]:
    """By id of quartier, names in their order. One query."""
    haltes = Halte.objects.filter(
        lieu=OuterRef("pk"), sortie__statut__in=[Sortie.EN_COURS, Sortie.TERMINEE]
    )
    lignes = Lieu.objects.de(equipe).actifs().annotate(essaye=Exists(haltes))
    par_quartier: defaultdict[int, Lieux] = defaultdict(Lieux)
    for quartier, nom, en_qpv, essaye in lignes.values_list(
        "quartier_id", "nom", "en_qpv", "essaye"
    ):
        lieux = par_quartier[quartier]
        lieux.en_tout += 1
        lieux.en_qpv += en_qpv is True
        lieux.qpv_inconnu += en_qpv is None
        if not essaye:
            lieux.jamais.append(nom)
    return dict(par_quartier)


# What calls most for a visit comes first, what cannot be compared last; quartiers alike stay in
# the order of their numbers.
CLES: dict[Tri, Callable[[Couverture], Any]] = {
    Tri.VISITE: lambda une: une.visites.derniere or date.min,
    Tri.NOM: lambda une: une.quartier.numero,
    Tri.SORTIES: lambda une: une.presence.sorties,
    Tri.HEURES: lambda une: une.presence.minutes,
    Tri.RYTHME: lambda une: (une.rythme is None or une.peu_de_recul, -(une.rythme or 0)),
    Tri.BESOINS: lambda une: -une.manques.besoins,
    Tri.QPV: lambda une: -une.lieux.en_qpv,
    Tri.LIEUX: lambda une: -len(une.lieux.jamais),
}


def ranger(lignes: Sequence[Couverture], tri: Tri) -> list[Couverture]:
    return sorted(lignes, key=lambda une: (CLES[tri](une), une.quartier.numero))


def intentions(equipe: Equipe, periode: Periode) -> SortieQuerySet:
    """The sorties done for which something was meant, the last first, with what they came to.

    Without the crew: what is compared is a place and a time, never who was there.
    """
    faites = Sortie.objects.de(equipe).faites().pendant(periode.du, periode.au)
    lues = faites.exclude(intention="").avec_quartier().avec_chiffres().select_related("bilan")
    return lues.order_by(*ORDRE_DES_SORTIES)
