"""Ask for an edition, call it off, show it outside: what the coordination decides."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from medlove.journal import consigner
from medlove.models import Utilisateur
from sessions.cahiers.editions.fabrique import fermer_les_abandonnees, remplacees
from sessions.cahiers.editions.lien import forger, hacher
from sessions.cahiers.editions.models import Edition, Etat, Variante
from sessions.cahiers.editions.taches import fabriquer
from sessions.cahiers.models import Cahier

DEJA = "Cette édition est déjà en fabrication\u202f: attendre la fin, ou l’annuler."
FINIE = "Cette fabrication est déjà finie\u202f: il n’y a plus rien à annuler."
DE_TRAVAIL = (
    "Une version de travail ne se montre pas au dehors\u202f: publier d’abord la période, puis "
    "refaire l’édition."
)
PAS_PRETE = "Cette édition n’est pas prête\u202f: la fabriquer, puis ouvrir son lien."


class EditionRefusee(Exception):
    """Why nothing was done, in one sentence."""


def demander(cahier: Cahier, variante: Variante, *, par: Utilisateur) -> Edition:
    """One more in the queue, the first time or again; the PDF there was stays until the new one
    is ready. One at a time for each variant. Raises EditionRefusee."""
    fermer_les_abandonnees()
    try:
        with transaction.atomic():
            edition = Edition.objects.create(cahier=cahier, variante=variante, demandee_par=par)
            # On a queue of the same database: both are written, or neither.
            fabriquer.enqueue(str(edition.pk))
            _noter("cahier_demande", edition, par)
    except IntegrityError as erreur:
        raise EditionRefusee(DEJA) from erreur
    return edition


def annuler(edition: Edition) -> None:
    """Whoever makes it sees it, and stops. Raises EditionRefusee."""
    a_venir = Edition.objects.a_venir().filter(pk=edition.pk)
    if not a_venir.update(etat=Etat.ANNULEE, finie_le=timezone.now()):
        raise EditionRefusee(FINIE)


@transaction.atomic
@sensitive_variables()
def ouvrir(edition: Edition, *, par: Utilisateur) -> str:
    """The secret of its public address, told this once; the one before opens nothing any more.

    Never for a working version. Raises EditionRefusee.
    """
    lue = (
        Edition.objects.select_for_update(of=("self",))
        .select_related("cahier__equipe")
        .get(pk=edition.pk)
    )
    if lue.etat != Etat.PRETE:
        raise EditionRefusee(PAS_PRETE)
    if not lue.publiee:
        raise EditionRefusee(DE_TRAVAIL)
    secret = forger()
    lue.lien = hacher(secret)
    lue.save(update_fields=["lien"])
    _noter("lien_de_cahier_ouvert", lue, par)
    return secret


@transaction.atomic
def retirer(edition: Edition, *, par: Utilisateur) -> None:
    """From now on its address opens nothing; replaced since, the edition leaves too."""
    montrees = Edition.objects.montrees().select_for_update(of=("self",))
    lue = montrees.filter(pk=edition.pk).select_related("cahier__equipe").first()
    if lue is None:
        return
    lue.lien = ""
    lue.save(update_fields=["lien"])
    _noter("lien_de_cahier_retire", lue, par)
    derniere = lue.cahier.editions.pretes().filter(variante=lue.variante).first()
    if derniere:
        remplacees(derniere).filter(pk=lue.pk).delete()


def _noter(action: str, edition: Edition, par: Utilisateur) -> None:
    consigner(
        action,
        equipe=edition.cahier.equipe,
        par=par,
        objet=f"cahier:{edition.cahier_id}",
        edition=str(edition.pk),
        variante=edition.variante,
    )
