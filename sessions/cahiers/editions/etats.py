"""Where each variant of a cahier stands, as its page says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from sessions.cahiers.editions.models import Edition, Etat, Variante
from sessions.cahiers.models import Cahier

SILENCE = timedelta(seconds=30)
DEJA_FAITS = (
    "Les PDF déjà fabriqués ne changent pas\u202f: les fabriquer à nouveau, et retirer leurs "
    "liens publics."
)
A_QUOI_SERT = {
    Variante.NUMERIQUE: "À envoyer et à lire à l’écran\u202f: A4, accessible, sommaire cliquable.",
    Variante.IMPRESSION: "À donner à un imprimeur\u202f: fonds perdus et traits de coupe.",
    Variante.LIVRET: "À imprimer recto verso, à plier et à agrafer soi-même.",
}


@dataclass(frozen=True, slots=True)
class EtatDeVariante:
    """`prete` is the PDF one may download, `suite` what became of the last asked for since, if
    anything; `rang` its place in the queue, from 1, of all the équipes; `montrees` are the
    older ones whose public address is still open."""

    variante: Variante
    prete: Edition | None
    suite: Edition | None
    rang: int
    montrees: Sequence[Edition]

    @property
    def usage(self) -> str:
        return A_QUOI_SERT[self.variante]

    @property
    def en_route(self) -> bool:
        """Somebody is to make it, or is making it: the page looks again in a moment."""
        suite = self.suite
        return suite is not None and (
            suite.etat == Etat.ATTENTE or (suite.etat == Etat.EN_COURS and not suite.abandonnee)
        )

    @property
    def etat(self) -> str:
        """An Etat, « interrompue », or nothing when it was never asked for."""
        if self.suite is None:
            return Etat.PRETE if self.prete else ""
        return "interrompue" if self.suite.abandonnee else self.suite.etat

    @property
    def annonce(self) -> str:
        """What is read aloud when this changes."""
        dit = {
            "attente": "en attente",
            "en_cours": "en fabrication",
            "prete": "prête",
            "echec": f"pas faite. {self.suite.message if self.suite else ''}",
            "interrompue": "interrompue",
            "annulee": "annulée",
        }
        return f"{self.variante.label}\u202f: {dit.get(self.etat, 'pas encore faite')}"


@dataclass(frozen=True, slots=True)
class EtatDesEditions:
    """That of the three variants. `muet`: one has waited, and nobody is making any."""

    cahier: Cahier
    variantes: Sequence[EtatDeVariante]
    muet: bool

    @property
    def en_route(self) -> bool:
        return any(une.en_route for une in self.variantes)


def etat_des_editions(cahier: Cahier) -> EtatDesEditions:
    """Two queries, three when one waits."""
    toutes = list(cahier.editions.all())
    attentes = [une for une in toutes if une.etat == Etat.ATTENTE]
    file = list(Edition.objects.a_venir().order_by("demandee_le", "id")) if attentes else []
    en_file = [une.pk for une in file if une.etat == Etat.ATTENTE]
    au_travail = any(une.etat == Etat.EN_COURS and not une.abandonnee for une in file)
    attendent_trop = any(une.demandee_le < timezone.now() - SILENCE for une in attentes)
    return EtatDesEditions(
        cahier=cahier,
        variantes=[_de_la_variante(variante, toutes, en_file) for variante in Variante],
        muet=attendent_trop and not au_travail,
    )


def _de_la_variante(
    variante: Variante, toutes: Sequence[Edition], en_file: Sequence[object]
) -> EtatDeVariante:
    """Of those of this variant, last first."""
    siennes = [une for une in toutes if une.variante == variante]
    pretes = [une for une in siennes if une.etat == Etat.PRETE]
    prete = pretes[0] if pretes else None
    suite = siennes[0] if siennes and siennes[0] is not prete else None
    return EtatDeVariante(
        variante=variante,
        prete=prete,
        suite=suite,
        rang=en_file.index(suite.pk) + 1 if suite and suite.pk in en_file else 0,
        montrees=[une for une in pretes[1:] if une.lien],
    )


def deja_faits(cahier: Cahier) -> str:
    """What to say when somebody, or a picture, leaves a cahier of which files are kept."""
    return DEJA_FAITS if Edition.objects.pretes().filter(cahier=cahier).exists() else ""
