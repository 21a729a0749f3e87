"""A correction under way: the forms on the page, and the one `donnees` they make together."""

from typing import Any

from django.http import QueryDict

from medlove.models import Appartenance
from sessions.rencontres import services
from sessions.rencontres.forms import RencontreForm
from sessions.rencontres.forms_besoins import BesoinForm, BesoinFormSet
from sessions.rencontres.models import Rencontre
from sessions.rencontres.services import DonneesRefusees


class Correction:
    """`saisie` is what was posted; None when the page is only opened."""

    def __init__(
        self, rencontre: Rencontre, lecteur: Appartenance, saisie: QueryDict | None = None
    ) -> None:
        self.rencontre = rencontre
        self.lecteur = lecteur
        self.form = RencontreForm(saisie, rencontre=rencontre, lecteur=lecteur)
        self.besoins = BesoinFormSet(saisie, rencontre=rencontre)

    def enregistrer(self) -> bool:
        """Correct the rencontre; False, and the reasons beside the fields, when it cannot be."""
        if not all([self.form.is_valid(), self.besoins.is_valid()]):
            return False
        try:
            services.corriger(self.rencontre, self.donnees(), par=self.lecteur.utilisateur)
        except DonneesRefusees as refus:
            self._reporter(refus.motifs)
            return False
        return True

    def donnees(self) -> dict[str, Any]:
        """What the rencontre says now, with what was typed in its place.

        An orientation goes with its besoin. A note the reader may not see stays out, which
        leaves it as it is.
        """
        donnees = {**services.donnees_de(self.rencontre)}
        donnees.pop("note", None)
        besoins = self.besoins.donnees()
        gardes = {besoin["id"] for besoin in besoins}
        orientations = [un for un in donnees.get("orientations", []) if un["besoin"] in gardes]
        return {
            **donnees,
            **self.form.donnees(),
            "besoins": besoins,
            "orientations": orientations,
        }

    def _reporter(self, motifs: dict[str, str]) -> None:
        """Put each reason beside its field; above the form when no field shows it."""
        for chemin, motif in motifs.items():
            tete, *suite = chemin.split(".")
            if tete == "besoins" and len(suite) > 1:
                besoin: BesoinForm = self.besoins.retenus[int(suite[0])]
                besoin.refuser(suite[1], motif)
            else:
                self.form.add_error(tete if tete in self.form.fields else None, motif)
