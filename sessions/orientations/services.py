"""What came of an orientation: who may find it, what may be said, once."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from sessions.nomenclatures.listes import codes
from sessions.orientations.coupure import couper
from sessions.orientations.jetons import code_court, debut_d_empreinte, hacher
from sessions.orientations.models import Orientation, OrientationQuerySet, Suite
from sessions.rencontres.models import Rencontre

# Letters that base32 does not have, for those they are read as.
RESSEMBLANCES = str.maketrans("018", "OIB", " -\u2010\u2011\u00a0\u202f")
# The last day of each bracket, in days after the orientation.
TRANCHES = ((7, "semaine"), (30, "mois"), (60, "deux_mois"))
INCONNU = "non_renseigne"


class SuiteRefusee(Exception):
    """This outcome cannot be told of this orientation: a French sentence."""


class DejaConnue(SuiteRefusee):
    """Its outcome was told already, or it is no longer there."""

    def __init__(self) -> None:
        super().__init__("La suite de cette orientation est déjà connue\u202f: rien n’a changé.")


@sensitive_variables()
def par_jeton(jeton: str) -> Orientation | None:
    """The orientation still awaited that this token names, whatever the équipe."""
    attendues = Orientation.objects.attendues(timezone.localdate())
    return attendues.filter(jeton_sha256=hacher(jeton)).first()


@sensitive_variables()
def par_code(code: str, parmi: OrientationQuerySet) -> Orientation | None:
    """The one orientation still awaited, among these, that this code names."""
    lu = code.upper().translate(RESSEMBLANCES)
    try:
        debut = debut_d_empreinte(lu)
    except ValueError:
        return None
    proches = parmi.attendues(timezone.localdate()).filter(jeton_sha256__startswith=debut)
    trouvees = [une for une in proches if code_court(une.jeton_sha256 or "") == lu]
    return trouvees[0] if len(trouvees) == 1 else None


def delai(du: date, au: date) -> str:
    """The bracket of the days from one to the other."""
    jours = (au - du).days
    if jours < 0:
        return INCONNU
    return next((code for dernier, code in TRANCHES if jours <= dernier), INCONNU)


@transaction.atomic
def conclure(orientation: Orientation, statut: str, *, source: str, motif: str = "") -> Orientation:
    """Tell what came of an orientation, and cut it; it comes back as it remains.

    Raises SuiteRefusee, nothing written; DejaConnue when somebody told it before.
    """
    _verifier(orientation, statut, source, motif)
    retenue = _retenir(orientation.pk)
    jour = timezone.localdate()
    connue = statut != Orientation.EXPIREE
    retenue.statut = statut
    retenue.delai = delai(retenue.jour, jour) if connue else INCONNU
    retenue.save(update_fields=["statut", "delai"])
    Suite.objects.create(orientation=retenue, statut=statut, jour=jour, source=source, motif=motif)
    return couper(retenue)


def expirer(orientation: Orientation) -> Orientation:
    """« Suite inconnue »: nobody told in time. Raises DejaConnue."""
    return conclure(orientation, Orientation.EXPIREE, source="")


def _verifier(orientation: Orientation, statut: str, source: str, motif: str) -> None:
    """Raises SuiteRefusee."""
    if statut not in codes("statut_orientation") - {Orientation.REMISE}:
        raise SuiteRefusee("Choisir ce qu’il en est dans la liste.")
    if statut != Orientation.EXPIREE and source not in codes("source_suite"):
        raise SuiteRefusee("Choisir dans la liste qui l’a dit.")
    if statut == Orientation.REFUSEE and motif not in codes("motif_de_refus"):
        raise SuiteRefusee("Choisir la raison dans la liste.")
    if statut != Orientation.REFUSEE and motif:
        raise SuiteRefusee("Une raison ne va qu’avec «\u202fnous n’avons pas pu\u202f».")
    if statut == Orientation.NON_VENUE and not orientation.sur_rendez_vous:
        raise SuiteRefusee(
            "«\u202fNon venue\u202f» ne se dit que d’un rendez-vous pris\u202f: "
            "choisir une autre suite."
        )


def _retenir(pk: UUID) -> Orientation:
    """Lock the orientation, its rencontre first, as a lot that replaces the rencontre does."""
    sienne = Orientation.objects.filter(pk=pk, besoin__isnull=False)
    for rencontre in sienne.values_list("besoin__rencontre", flat=True):
        # Deleted meanwhile, it has taken the orientation with it.
        Rencontre.objects.select_for_update().only("pk").filter(pk=rencontre).first()
    retenue = Orientation.objects.select_for_update().filter(pk=pk, statut=Orientation.REMISE)
    if (orientation := retenue.first()) is None:
        raise DejaConnue
    return orientation
