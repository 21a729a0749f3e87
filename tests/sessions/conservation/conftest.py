"""A clock, and a carnet where everything that ever leaves was entered on the same day."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from allauth.account.models import EmailAddress, EmailConfirmation
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from medlove.journal import consigner
from medlove.models import Compteur, Connexion, Equipe
from sessions.conservation.receptions import TEXTES_DU_BILAN
from sessions.models import (
    Appel,
    CodeDEnrolement,
    Exigence,
    Orientation,
    Purge,
    QuestionPosee,
    Reception,
    Rencontre,
    Sortie,
    Suppression,
    Vecu,
)
from sessions.sauvegarde import tables
from tests.fabriques import (
    BesoinFactory,
    BilanFactory,
    HalteFactory,
    OrientationFactory,
    PartenaireFactory,
    ProfessionnelFactory,
    RencontreFactory,
    SortieFactory,
    TransfertFactory,
)
from tests.fabriques_notes import MotCourantFactory, NoteTireeFactory
from tests.sessions.terrain.envois import Tablette, poster

J0 = datetime(2026, 9, 15, 14, 30, tzinfo=UTC)
NOTE, TEXTE, ENVIE = "Canari : cherche un lit.", "Le canari a pris.", "Parler du canari."
REPERES = {"scene": [[3, 9, "inconnu"]]}
TEXTES = dict.fromkeys(TEXTES_DU_BILAN, TEXTE)

Base = dict[tuple[str, Any], dict[str, Any]]


@pytest.fixture
def horloge() -> Iterator[Any]:
    """The day on which all is entered; `horloge.move_to(…)`."""
    with time_machine.travel(J0, tick=False) as voyage:
        yield voyage


@pytest.fixture(autouse=True)
def fichiers_prives(tmp_path: Path, settings: Any) -> Path:
    """Folders of this test alone."""
    racine = tmp_path / "fichiers"
    racine.mkdir()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(racine)}},
    }
    settings.MEDLOVE_SUPPRESSIONS = str(tmp_path / "suppressions.jsonl")
    return racine


@pytest.fixture
def tablette(horloge: Any, equipe: Equipe) -> Tablette:
    return Tablette(equipe)


@pytest.fixture
def carnet(tablette: Tablette) -> Tablette:
    """One of each thing that leaves, and the tablet that sent some of them."""
    _rencontres(tablette)
    _bilan(tablette)
    _mis_de_cote(tablette)
    _supprime(tablette)
    _machinerie(tablette)
    return tablette


def recue(carnet: Tablette) -> Rencontre:
    """The rencontre that the tablet sent."""
    cles = Reception.objects.filter(type="rencontre", verdict="cree").values_list("element")
    return Rencontre.objects.get(pk=UUID(cles.get()[0]))


def _rencontres(tablette: Tablette) -> None:
    [verdict] = tablette.verdicts(tablette.rencontre(note=NOTE))
    assert verdict == "cree"
    # A person signed in sends too: the reception says who.
    rencontre = RencontreFactory(
        sortie=tablette.sortie,
        halte=tablette.halte,
        auteur=tablette.auteur,
        note=NOTE,
        reperes=[[0, 6, "nom_possible"]],
    )
    besoin = BesoinFactory(rencontre=rencontre)
    Exigence.objects.create(besoin=besoin, code="lire")
    Vecu.objects.create(rencontre=rencontre, code="honte")
    QuestionPosee.objects.create(rencontre=rencontre, code="exigences")
    partenaire = PartenaireFactory(equipe=tablette.equipe)
    OrientationFactory(besoin=besoin, partenaire=partenaire, jeton_sha256="a" * 64)
    connue = OrientationFactory(
        besoin=besoin,
        partenaire=partenaire,
        jeton_sha256="b" * 64,
        statut=Orientation.ACCUEILLIE,
        relancee_le=timezone.localdate(),
    )
    connue.suites.create(
        statut=Orientation.ACCUEILLIE, jour=timezone.localdate(), source="partenaire"
    )
    Appel.objects.create(
        equipe=tablette.equipe,
        auteur=tablette.auteur,
        saisi_le=timezone.localdate(),
        sortie=tablette.sortie,
        rencontre=rencontre,
        professionnel=ProfessionnelFactory(equipe=tablette.equipe),
    )
    Reception.objects.update(membre=tablette.auteur, motif="Tout va bien.")


def _bilan(tablette: Tablette) -> None:
    BilanFactory(
        sortie=tablette.sortie,
        auteur=tablette.auteur,
        rencontres=2,
        passages=7,
        envie_d_en_parler=ENVIE,
        choix_de_la_scene="gardee",
        parole_relue=True,
        reperes=REPERES,
        **TEXTES,
    )


def _mis_de_cote(tablette: Tablette) -> None:
    """A rencontre and a bilan that wait to be mended; a rencontre that was discarded."""
    inconnue = tablette.rencontre(note=NOTE, tranche_age="inconnue")
    bilan = tablette.element(
        "bilan", {"sortie": str(uuid4()), "meteo": "?", "envie_d_en_parler": ENVIE, **TEXTES}
    )
    ecartee = tablette.rencontre(note=NOTE, genre="inconnu")
    assert set(tablette.verdicts(inconnue, bilan, ecartee)) == {"quarantaine"}
    Reception.objects.filter(element=ecartee["id"]).update(traitee_le=timezone.now())


def _supprime(tablette: Tablette) -> None:
    """A record deleted the same day, whose reception is still there."""
    sortie = tablette.element(
        "sortie",
        {
            "date": "2026-09-15",
            "creneau": "matin",
            "quartier": tablette.quartier.cle,
            "statut": "terminee",
        },
    )
    assert tablette.verdicts(sortie) == ["cree"]
    Sortie.objects.filter(pk=sortie["id"]).delete()
    Suppression.noter(tablette.equipe, "sortie", [UUID(sortie["id"])])


def _machinerie(tablette: Tablette) -> None:
    maintenant, membre = timezone.now(), tablette.auteur
    consigner("rencontre_corrigee", equipe=tablette.equipe, par=membre)
    LogEntry.objects.create(
        action_time=maintenant, user=membre, object_repr="Compte", action_flag=CHANGE
    )
    Purge.objects.create(texte="Une purge d’avant")
    MotCourantFactory(equipe=tablette.equipe, auteur=membre, saisi_le=maintenant.date())
    tiree = Rencontre.objects.exclude(note="").first()
    NoteTireeFactory(tirage__equipe=tablette.equipe, rencontre=tiree)
    TransfertFactory(equipe=tablette.equipe, crees={"rencontre": [str(uuid4())]})
    demain = maintenant + timedelta(hours=12)
    session = Session.objects.create(session_key="s" * 32, session_data="…", expire_date=demain)
    Connexion.objects.create(
        session=session, utilisateur=membre, machine="Firefox", ouverte_le=maintenant.date()
    )
    CodeDEnrolement.objects.create(equipe=tablette.equipe, cree_par=membre, repere="ABCD")
    adresse = EmailAddress.objects.create(user=membre, email=membre.email)
    EmailConfirmation.objects.create(email_address=adresse, sent=maintenant, key="k" * 20)
    Compteur.objects.create(cache_key="essais", value="1", expires=maintenant + timedelta(hours=1))
    DBTaskResult.objects.create(
        status="SUCCESSFUL",
        finished_at=maintenant,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="sessions.cahiers",
        backend_name="default",
        run_after=maintenant,
    )
    for place in ("transferts/un", "imports/un"):
        default_storage.save(place, ContentFile(b"1;2"))
        os.utime(default_storage.path(place), (J0.timestamp(), J0.timestamp()))


def base() -> Base:
    """Every row of every table, by model and key, field by field."""
    lues: Base = {}
    for modele in tables.toutes(apps):
        noms = [champ.attname for champ in modele._meta.concrete_fields]
        cle = modele._meta.pk.attname
        for rang in modele._base_manager.values(*noms):
            lues[modele._meta.label_lower, rang[cle]] = rang
    return lues


def envoyer_de_nouveau(carnet: Tablette, brut: dict[str, Any]) -> list[str]:
    """The verdicts of what a tablet sends again as it was."""
    return [un["verdict"] for un in poster(carnet.client, brut).json()["verdicts"]]


def sortie_d_une_autre_annee(equipe: Equipe, annee: int) -> Sortie:
    sortie = SortieFactory(equipe=equipe, date=datetime(annee, 6, 15, tzinfo=UTC).date())
    HalteFactory(sortie=sortie)
    return sortie
