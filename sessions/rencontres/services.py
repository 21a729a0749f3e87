"""A rencontre corrected or deleted on the web, by the rules that hold for the tablet."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Utilisateur
from sessions.donnees import TYPES, Contexte, DonneesRefusees, TypeDElement, Version
from sessions.donnees.ecriture import remplacer
from sessions.donnees.verification import verifier
from sessions.element import Suppression
from sessions.empreinte import NonCanonique, empreinte
from sessions.rencontres.models import Rencontre

__all__ = [
    "A_CHANGE",
    "DonneesRefusees",
    "corriger",
    "donnees_de",
    "effacer_la_note",
    "supprimer",
]

A_CHANGE = (
    "Cette rencontre a changé depuis que cette page est ouverte\u202f: "
    "la rouvrir pour repartir de sa dernière version."
)


def donnees_de(rencontre: Rencontre) -> dict[str, Any]:
    """The rencontre as the contract writes it: start from it to correct one field."""
    return _type().donnees_de(rencontre)


@transaction.atomic
def corriger(
    rencontre: Rencontre, donnees: dict[str, Any], *, par: Utilisateur | None
) -> Rencontre:
    """Replace what the rencontre says by `donnees`, as a new edition.

    An absent `note` is left as it is, None erases it; every other absent key means « non
    renseigné ». The author and the day of entry stay. Raises DonneesRefusees, nothing
    written, also when `rencontre`, as it was read, is no longer the last edition.
    """
    actuelle = Rencontre.objects.select_for_update().get(pk=rencontre.pk)
    if actuelle.edition != rencontre.edition:
        raise DonneesRefusees({"": A_CHANGE})
    avant = donnees_de(actuelle)
    donnees = {**donnees, "edition": actuelle.edition + 1}
    version = Version(
        id=actuelle.pk,
        auteur=actuelle.auteur_id,
        saisi_le=timezone.now(),
        empreinte="",
        donnees=donnees,
    )
    contexte = Contexte(actuelle.equipe)
    _verifier(version, contexte)
    remplacer(_type(), [version], contexte)
    corrigee = Rencontre.objects.avec_lieux().get(pk=actuelle.pk)
    apres = donnees_de(corrigee)
    corrigee.empreinte = empreinte(apres)
    corrigee.save(update_fields=["empreinte"])
    consigner(
        "rencontre_corrigee",
        equipe=actuelle.equipe,
        par=par,
        objet=actuelle.objet_au_journal(par),
        champs=_changes(avant, apres),
    )
    return corrigee


def effacer_la_note(rencontre: Rencontre, *, par: Utilisateur | None) -> Rencontre:
    """Leave the rencontre without its note, as a new edition. Raises DonneesRefusees."""
    return corriger(rencontre, {**donnees_de(rencontre), "note": None}, par=par)


@transaction.atomic
def supprimer(rencontre: Rencontre, *, par: Utilisateur) -> None:
    """Delete the rencontre for good; its id is kept, so that nothing brings it back."""
    pk, equipe = rencontre.pk, rencontre.equipe
    rencontre.delete()
    Suppression.noter(equipe, "rencontre", [pk])
    consigner("rencontre_supprimee", equipe=equipe, par=par, objet=f"rencontre:{pk}")


def _type() -> TypeDElement:
    """The complete type, declared by the room that knows orientations."""
    return TYPES["rencontre"]


def _verifier(version: Version, contexte: Contexte) -> None:
    try:
        empreinte(version.donnees)
    except NonCanonique as erreur:
        raise DonneesRefusees({"": "Un caractère ou un nombre est illisible."}) from erreur
    if motifs := verifier(_type(), version, contexte):
        raise DonneesRefusees(motifs)


def _changes(avant: dict[str, Any], apres: dict[str, Any]) -> list[str]:
    """The names of the fields that changed, never what they hold."""
    noms = (avant.keys() | apres.keys()) - {"edition"}
    return sorted(nom for nom in noms if avant.get(nom) != apres.get(nom))
