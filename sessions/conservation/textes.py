"""Notes, authors, and what crews told: erased from the records, which stay."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet

from medlove.delais import il_y_a
from medlove.models import Equipe
from sessions.conservation.lots import par_lots
from sessions.conservation.receptions import ENVIE, TEXTES_DU_BILAN, retirer_des_bruts
from sessions.notes.models import MotCourant
from sessions.notes.services import oublier
from sessions.orientations.models import Appel
from sessions.rencontres.models import Rencontre, notes_retirees
from sessions.sorties.models import Bilan

# Another edition, never signed: a page open since before cannot write the text again, and the
# empreinte of what was erased is not left to try guesses on.
AUTRE_VERSION: dict[str, Any] = {"edition": F("edition") + 1, "empreinte": ""}
# A note, and what was written about it.
SANS_NOTE: dict[str, Any] = {"note": "", "note_relue": False, "reperes": None}


def notes(jour: date) -> "QuerySet[Rencontre]":
    avant = il_y_a(jour, jours=settings.MEDLOVE_DELAIS.notes_jours)
    return Rencontre.objects.avec_note().filter(saisi_le__lte=avant)


def effacer_les_notes(jour: date) -> int:
    def un_lot(cles: Sequence[Any]) -> int:
        dues = notes(jour).filter(pk__in=cles).select_related("equipe").order_by("pk")
        effacees = list(dues.select_for_update(of=("self",)))
        Rencontre.objects.filter(pk__in=[une.pk for une in effacees]).update(
            **SANS_NOTE, **AUTRE_VERSION
        )
        notes_retirees.send(Rencontre, textes={une: une.note for une in effacees})
        return len(effacees)

    return par_lots(notes(jour), un_lot)


def auteurs(jour: date) -> "QuerySet[Rencontre]":
    avant = il_y_a(jour, jours=settings.MEDLOVE_DELAIS.auteurs_jours)
    return Rencontre.objects.filter(saisi_le__lte=avant).exclude(auteur=None)


def oublier_les_auteurs(jour: date) -> int:
    return par_lots(
        auteurs(jour), lambda cles: Rencontre.objects.filter(pk__in=cles).update(auteur=None)
    )


def auteurs_des_appels(jour: date) -> "QuerySet[Appel]":
    """Who called is who wrote the rencontre that the call is told of."""
    avant = il_y_a(jour, jours=settings.MEDLOVE_DELAIS.auteurs_jours)
    return Appel.objects.filter(saisi_le__lte=avant).exclude(auteur=None)


def oublier_les_auteurs_des_appels(jour: date) -> int:
    return par_lots(
        auteurs_des_appels(jour),
        lambda cles: Appel.objects.filter(pk__in=cles).update(auteur=None),
    )


def envies(jour: date) -> "QuerySet[Bilan]":
    avant = il_y_a(jour, jours=settings.MEDLOVE_DELAIS.envies_jours)
    return Bilan.objects.filter(saisi_le__lte=avant).exclude(envie_d_en_parler="")


def effacer_les_envies(jour: date) -> int:
    return par_lots(envies(jour), lambda cles: _effacer_du_bilan(cles, {ENVIE: ""}))


def textes(jour: date) -> "QuerySet[Bilan]":
    avant = il_y_a(jour, mois=settings.MEDLOVE_DELAIS.bilans_mois)
    ecrits = Q()
    for champ in TEXTES_DU_BILAN:
        ecrits |= ~Q(**{champ: ""})
    return Bilan.objects.filter(ecrits, saisi_le__lte=avant)


def effacer_les_textes(jour: date) -> int:
    vides = {
        **dict.fromkeys(TEXTES_DU_BILAN, ""),
        **{"choix_de_la_scene": "", "parole_relue": False, "reperes": None},
    }
    return par_lots(textes(jour), lambda cles: _effacer_du_bilan(cles, vides))


def mots_proposes(jour: date) -> "QuerySet[MotCourant]":
    """Those nobody answered: a word of a note leaves with it."""
    avant = il_y_a(jour, jours=settings.MEDLOVE_DELAIS.notes_jours)
    return MotCourant.objects.filter(accepte=False, saisi_le__lte=avant)


def oublier_les_mots(jour: date) -> int:
    def un_lot(cles: Sequence[Any]) -> int:
        for equipe in Equipe.objects.filter(pk__in=_equipes(cles)):
            oublier(MotCourant.objects.de(equipe).filter(pk__in=cles), equipe)
        return len(cles)

    return par_lots(mots_proposes(jour), un_lot)


def _equipes(cles: Sequence[Any]) -> "QuerySet[MotCourant, Any]":
    return MotCourant.objects.filter(pk__in=cles).order_by().values("equipe")


def _effacer_du_bilan(cles: Sequence[Any], vides: dict[str, Any]) -> int:
    faits = Bilan.objects.filter(pk__in=cles).update(**vides, **AUTRE_VERSION)
    retirer_des_bruts(cles, list(vides))
    return faits
