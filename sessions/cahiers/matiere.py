"""What a cahier is made of: the published cells of its period, or those of a working version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sessions.cahiers.models import Cahier
from sessions.periodes import Periode
from sessions.publication.fichiers import feuillet
from sessions.publication.models import Publication
from sessions.publication.services import chantier, deja_publiee
from sessions.publication.tables import Feuillet
from sessions.publication.territoires import contours
from sessions.publication.travail import feuillet_de_travail

MENTION = "version de travail, ne pas diffuser"


@dataclass(frozen=True, slots=True)
class Matiere:
    """The figures of a cahier. Without `publication` they are those of a working version.

    `contours` are the outlines of the territoires of the period, as a publication keeps them;
    `territoires` the codes of those the cahier speaks of, in the order in which they are read.
    """

    cahier: Cahier
    publication: Publication | None
    feuillet: Feuillet
    contours: Sequence[dict[str, Any]]
    territoires: tuple[str, ...]

    @property
    def periode(self) -> Periode:
        return self.cahier.jours

    @property
    def mention(self) -> str:
        """What every page says of a working version; empty once the period is published."""
        return "" if self.publication else MENTION

    @property
    def quartiers(self) -> list[dict[str, Any]]:
        """The outlines of the territoires that the cahier speaks of."""
        return [un for un in self.contours if un["code"] in self.territoires]


def lire(cahier: Cahier) -> Matiere:
    """The published cells when there are some, else the working ones."""
    publication = deja_publiee(cahier.equipe, cahier.periode)
    if publication:
        lu, lieux = feuillet(publication), publication.contours
    else:
        lu = feuillet_de_travail(cahier.equipe, cahier.periode)
        lieux = contours(cahier.equipe, chantier(cahier.equipe, cahier.periode).taille)
    return Matiere(cahier, publication, lu, lieux, _territoires(cahier, lu))


def _territoires(cahier: Cahier, lu: Feuillet) -> tuple[str, ...]:
    """Those of the quartiers chosen, alone or by the secteur they are published with."""
    choisis = list(cahier.quartiers.only("code_insee", "numero", "secteur"))
    if not choisis:
        return tuple(lu.noms)
    codes = {un.cle for un in choisis} | {un.secteur for un in choisis}
    return tuple(code for code in lu.noms if code in codes)
