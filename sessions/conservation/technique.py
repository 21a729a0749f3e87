"""What the machinery leaves behind: lines of journals, sessions, codes, files, tasks."""

from datetime import date, datetime, time, timedelta

from allauth.account.models import EmailConfirmation
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from medlove.delais import il_y_a
from medlove.journal import purger
from medlove.models import Compteur, Journal
from sessions.annuaire import depot as partenaires
from sessions.conservation.models import Purge
from sessions.orientations import relances
from sessions.orientations.coupure import melanger
from sessions.orientations.models import Orientation
from sessions.terrain.models import CodeDEnrolement
from sessions.transferts import depot as transferts
from sessions.transferts.models import JOURS_POUR_ANNULER, Transfert

UN_JOUR = timedelta(days=1)
TACHES = timedelta(days=30)

# --- Journals: ours, that of the Django administration, the reports of purges ------


def _premier_jour(jour: date) -> date:
    """The first whose lines stay."""
    return il_y_a(jour, mois=settings.MEDLOVE_DELAIS.journal_mois) + UN_JOUR


def _premier_instant(jour: date) -> datetime:
    return timezone.make_aware(datetime.combine(_premier_jour(jour), time.min))


def journal(jour: date) -> "QuerySet[Journal]":
    return Journal.objects.filter(quand__lt=_premier_instant(jour))


def raccourcir_le_journal(jour: date) -> int:
    return purger(_premier_jour(jour))


def journal_de_l_administration(jour: date) -> "QuerySet[LogEntry]":
    return LogEntry.objects.filter(action_time__lt=_premier_instant(jour))


def purges(jour: date) -> "QuerySet[Purge]":
    return Purge.objects.filter(faite_le__lt=_premier_instant(jour))


# --- What waited for a yes ---------------------------------------------------------


def compter_les_fichiers(jour: date) -> int:
    return len(transferts.perimes()) + len(partenaires.perimes())


def effacer_les_fichiers(jour: date) -> int:
    return transferts.balayer() + partenaires.balayer()


def transferts_clos(jour: date) -> "QuerySet[Transfert]":
    limite = jour - timedelta(days=JOURS_POUR_ANNULER)
    return Transfert.objects.filter(cree_le__lt=limite).exclude(crees={})


def oublier_les_transferts(jour: date) -> int:
    return Transfert.objects.oublier_les_anciens()


# --- Orientations: the same as each night, were their timer stopped ----------------


def orientations(jour: date) -> "QuerySet[Orientation]":
    return Orientation.objects.perdues_de_vue(jour) | Orientation.objects.a_couper()


def compter_les_orientations(jour: date) -> int:
    return orientations(jour).distinct().count()


def couper_les_orientations(jour: date) -> int:
    faites = relances.perdre_de_vue() + relances.couper_les_oubliees()
    if faites:
        melanger()
    return faites


# --- Doors that are closed ---------------------------------------------------------


def sessions(jour: date) -> "QuerySet[Session]":
    return Session.objects.filter(expire_date__lt=timezone.now())


def codes(jour: date) -> "QuerySet[CodeDEnrolement]":
    return CodeDEnrolement.objects.filter(cree_le__lt=timezone.now() - CodeDEnrolement.VALIDITE)


def confirmations(jour: date) -> "QuerySet[EmailConfirmation]":
    return EmailConfirmation.objects.all_expired()


def compteurs(jour: date) -> "QuerySet[Compteur]":
    return Compteur.objects.filter(expires__lt=timezone.now())


def taches(jour: date) -> "QuerySet[DBTaskResult]":
    return DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - TACHES)
