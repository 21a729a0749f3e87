"""What the list of rencontres can be narrowed to: the one filter of the desk, and what is left."""

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from medlove.models import Appartenance
from medlove.templatetags.francais import compte
from sessions.nomenclatures.listes import domaines, libelles
from sessions.nomenclatures.models import CategorieBesoinQuerySet
from sessions.periodes import DERNIER_JOUR, PREMIER_JOUR, Periode
from sessions.rencontres.choix import ChoixDuTerrain
from sessions.rencontres.models import Besoin, Rencontre, RencontreQuerySet

A_REPRENDRE = [("a_completer", "À compléter"), ("a_denouer", "À dénouer")]
ParDomaine = list[tuple[str, list[tuple[str, str]]]]


def par_domaine(categories: CategorieBesoinQuerySet) -> ParDomaine:
    """The categories as grouped choices, domains and categories in screen order."""
    groupes: dict[str, list[tuple[str, str]]] = {code: [] for code in domaines()}
    for categorie in categories:
        groupes[categorie.domaine].append((categorie.code, categorie.libelle))
    return [(domaines()[code].libelle, choix) for code, choix in groupes.items() if choix]


class ChoixDeRencontres(ChoixDuTerrain):
    """Every rencontre by default, whatever its day."""

    a_reprendre = forms.ChoiceField(
        label="À reprendre", required=False, choices=[("", "Toutes"), *A_REPRENDRE]
    )

    reponse = forms.ChoiceField(
        label="Réponse",
        required=False,
        choices=lambda: [("", "Toutes"), *libelles("reponse").items()],
    )

    par_defaut = "Tous"

    def periode_par_defaut(self) -> Periode:
        return Periode(PREMIER_JOUR, DERNIER_JOUR)

    def rencontres(self, appartenance: Appartenance) -> RencontreQuerySet:
        """Those asked for, of those this member may see; none while the form is wrong."""
        if not self.is_valid():
            return Rencontre.objects.none()
        rencontres = self.selection().portant().visible_to(appartenance)
        if reste := self.cleaned_data["a_reprendre"]:
            rencontres = rencontres.filter(**{reste: True})
        if self.cleaned_data["reponse"]:
            repondus = self._repondus().filter(rencontre=OuterRef("pk"))
            rencontres = rencontres.filter(Exists(repondus))
        return rencontres

    def besoins_repondus(self, rencontres: RencontreQuerySet) -> str:
        """« 51 besoins « Répondu sur place » » of the rencontres listed; empty when not asked."""
        if not self.is_valid() or not self.cleaned_data["reponse"]:
            return ""
        nombre = self._repondus().filter(rencontre__in=rencontres.order_by().values("pk")).count()
        reponse = libelles("reponse")[self.cleaned_data["reponse"]]
        return f"{compte(nombre, 'besoin')} «\u202f{reponse}\u202f»"

    def _repondus(self) -> QuerySet[Besoin]:
        """The besoins of the kind asked for that got this answer."""
        return self.selection().besoins().filter(reponse=self.cleaned_data["reponse"])
