"""A correction under way: the form on the page, and the one element it makes."""

from copy import deepcopy
from datetime import datetime, time
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from medlove.models import Utilisateur
from sessions.empreinte import NonCanonique, empreinte
from sessions.terrain.a_corriger import chemins, services
from sessions.terrain.a_corriger.bureau import element
from sessions.terrain.a_corriger.examen import Dossier
from sessions.terrain.a_corriger.forms import CorrectionForm
from sessions.terrain.a_corriger.repertoire import Repertoire
from sessions.terrain.models import Reception

ILLISIBLE = "Un caractère ou un nombre est illisible."
MIDI = time(12)


class Correction:
    """`posee` is what was posted; None when the page is only opened."""

    def __init__(
        self, dossier: Dossier, repertoire: Repertoire, posee: QueryDict | None = None
    ) -> None:
        self.dossier, self.repertoire, self.posee = dossier, repertoire, posee
        self.form = self._form(dossier.motifs)
        self.form.is_valid()
        if posee is None:
            self.form.reprocher(dossier.motifs)

    def _form(self, fautifs: Any, donnees: dict[str, Any] | None = None) -> CorrectionForm:
        return CorrectionForm(
            self.dossier, self.repertoire, fautifs, posee=self.posee, donnees=donnees
        )

    @property
    def prend_la_place(self) -> bool:
        """Written over the record of the site, rather than beside it."""
        return self.dossier.meme_id or bool(self.dossier.rivale and "prendre" in (self.posee or ()))

    def enregistrer(self, *, par: Utilisateur) -> bool:
        """Mend it; False, and the reasons beside the fields, when it is still refused."""
        mendee = self.element()
        try:
            mendee["empreinte"] = self._signer(mendee)
            services.corriger(self.dossier.reception, mendee, par=par)
        except services.DonneesRefusees as refus:
            self.form = self._form(refus.motifs, mendee["donnees"])
            self.form.is_valid()
            self.form.reprocher(refus.motifs)
            return False
        return True

    def element(self) -> dict[str, Any]:
        """The element as it is being mended, a version after all those known."""
        mendee: dict[str, Any] = deepcopy(dict(self.dossier.champs))
        self.form.poser(mendee)
        if "saisi_le" in self.form.montres:
            mendee["saisi_le"] = _a_midi(mendee["saisi_le"])
        mendee["remplace"] = None
        if self.prend_la_place and (rivale := self.dossier.rivale):
            mendee["id"] = str(rivale.pk)
            mendee["remplace"] = self.form.cleaned_data["remplace"]
            if not self.dossier.meme_id:
                # A bilan takes the place of the one of its own sortie, and moves nothing.
                mendee["donnees"]["sortie"] = self.dossier.donnees["sortie"]
        mendee["donnees"]["edition"] = self._edition()
        return mendee

    def _signer(self, mendee: dict[str, Any]) -> str:
        """The empreinte; what this server does not know is left out when it cannot be signed."""
        try:
            return empreinte(mendee["donnees"])
        except NonCanonique:
            mendee["donnees"] = chemins.connues(self.dossier.type.schema, mendee["donnees"])
        try:
            return empreinte(mendee["donnees"])
        except NonCanonique as erreur:
            raise services.DonneesRefusees({"": ILLISIBLE}) from erreur

    def _edition(self) -> int:
        """So that this content is none of those already received under its id."""
        ids = {str(self.dossier.recu.id)}
        editions = [1]
        if rivale := self.dossier.rivale:
            ids.add(str(rivale.pk))
            editions.append(rivale.edition)
        receptions = Reception.objects.de(self.dossier.equipe).filter(element__in=ids)
        for reception in receptions.exclude(brut=None).only("brut"):
            dite = chemins.lire(element(reception), "donnees.edition")
            if type(dite) is int and 0 < dite < 1_000_000:
                editions.append(dite)
        return max(editions) + 1


def _a_midi(jour: Any) -> Any:
    """A day as a moment with its offset: only the day is kept."""
    try:
        moment = datetime.combine(datetime.fromisoformat(str(jour)).date(), MIDI)
    except ValueError:
        return None
    return timezone.make_aware(moment).isoformat()
