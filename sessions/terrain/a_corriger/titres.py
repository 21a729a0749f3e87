"""What an element is, in a line: « Rencontre du mardi 15 septembre 2026, Le Blosne »."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from medlove.templatetags.francais import jour
from sessions.donnees import Jour, Refus
from sessions.donnees.champs import lire_uuid
from sessions.donnees.lecture import Citation, Lecture
from sessions.sorties.references import cle_de_quartier
from sessions.terrain.a_corriger.bureau import element, lisible
from sessions.terrain.a_corriger.repertoire import Repertoire, SortieNommee
from sessions.terrain.lots.etat import MOTIF_EMPREINTE
from sessions.terrain.models import Reception, Verdict

Donnees = Mapping[str, Any]
ABIME = "Le contenu est arrivé abîmé."
DEUX_VERSIONS = "Le site en garde déjà une autre version."
# What a title is made of: nothing else is fetched for a list.
DANS_UN_TITRE = {
    "sortie": ("sortie", lire_uuid),
    "halte": ("halte", lire_uuid),
    "lieu": ("lieu", lire_uuid),
    "partenaire": ("partenaire", lire_uuid),
    "quartier": ("quartier", cle_de_quartier),
}


@dataclass(frozen=True, slots=True)
class Apercu:
    """A row of the list: the reception, then what is read of it."""

    reception: Reception
    titre: str
    auteur: str
    motif: str
    deux_versions: bool

    @property
    def jour(self) -> date:
        return timezone.localdate(self.reception.recue_le)


def apercus(receptions: Iterable[Reception], repertoire: Repertoire) -> list[Apercu]:
    """The rows for these receptions. Queries do not grow with their number."""
    champs = {reception: _champs(reception) for reception in receptions}
    repertoire.charger(cite for siens in champs.values() for cite in _citations(siens))
    return [
        Apercu(
            reception=reception,
            titre=titre(siens, repertoire),
            auteur=repertoire.trouver("auteur", lire_uuid(siens.get("auteur"))) or "",
            motif=motif(reception),
            deux_versions=reception.verdict == Verdict.CONFLIT,
        )
        for reception, siens in champs.items()
    ]


def motif(reception: Reception) -> str:
    """Why it was set aside."""
    if reception.verdict == Verdict.CONFLIT:
        return DEUX_VERSIONS
    return ABIME if reception.motif == MOTIF_EMPREINTE else reception.motif


def titre(champs: Donnees, repertoire: Repertoire) -> str:
    """`champs` is the element; what it refers to was fetched."""
    donnees = champs.get("donnees")
    type_ = champs.get("type")
    composer = TITRES.get(type_) if type(type_) is str else None
    if composer is None:
        return "Enregistrement d’une sorte inconnue"
    return composer(donnees if type(donnees) is dict else {}, repertoire)


def _champs(reception: Reception) -> dict[str, Any]:
    brut = lisible(element(reception))
    return brut if type(brut) is dict else {}


def _citations(champs: Donnees) -> Iterable[Citation]:
    if auteur := lire_uuid(champs.get("auteur")):
        yield Citation("auteur", "auteur", auteur)
    donnees = champs.get("donnees")
    if type(donnees) is dict:
        for nom, (sorte, lire) in DANS_UN_TITRE.items():
            if (cle := lire(donnees.get(nom))) is not None:
                yield Citation(nom, sorte, cle)


def _cite(donnees: Donnees, nom: str, repertoire: Repertoire) -> Any:
    sorte, lire = DANS_UN_TITRE[nom]
    return repertoire.trouver(sorte, lire(donnees.get(nom)))


def _de_la_sortie(quoi: str) -> Callable[[Donnees, Repertoire], str]:
    """Something of a sortie, told by its day and its quartier."""

    def composer(donnees: Donnees, repertoire: Repertoire) -> str:
        sortie = _cite(donnees, "sortie", repertoire)
        halte = _cite(donnees, "halte", repertoire)
        return _situer(quoi, sortie or (halte and halte.sortie))

    return composer


def _situer(quoi: str, sortie: SortieNommee | None) -> str:
    if sortie is None:
        return f"{quoi} d’une sortie inconnue ici"
    return f"{quoi} du {jour(sortie.date)}, {sortie.quartier}"


def _sortie(donnees: Donnees, repertoire: Repertoire) -> str:
    try:
        quand = f"du {jour(Jour('').lire(donnees.get('date'), Lecture(), ''))}"
    except Refus:
        quand = "sans date lisible"
    quartier = _cite(donnees, "quartier", repertoire)
    return f"Sortie {quand}, {quartier}" if quartier else f"Sortie {quand}"


def _halte(donnees: Donnees, repertoire: Repertoire) -> str:
    quoi = _de_la_sortie("Halte")(donnees, repertoire)
    lieu = _cite(donnees, "lieu", repertoire)
    return f"{quoi}, {lieu}" if lieu else quoi


def _verification(donnees: Donnees, repertoire: Repertoire) -> str:
    partenaire = _cite(donnees, "partenaire", repertoire)
    return f"Fiche d’annuaire relue, {partenaire or 'partenaire inconnu ici'}"


TITRES: dict[str, Callable[[Donnees, Repertoire], str]] = {
    "sortie": _sortie,
    "halte": _halte,
    "passages": _de_la_sortie("Passages et refus"),
    "bilan": _de_la_sortie("Bilan"),
    "rencontre": _de_la_sortie("Rencontre"),
    "appel": _de_la_sortie("Appel"),
    "verification": _verification,
    "mot": lambda donnees, repertoire: "Mot courant proposé",
}
