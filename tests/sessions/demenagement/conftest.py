"""An équipe with a row in every table, and an instance emptied to receive it."""

import datetime
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

from medlove.models import Equipe, Role, Utilisateur
from sessions.demenagement.contenu import TABLES
from sessions.demenagement.tables import CLES
from sessions.models import (
    Appel,
    CategorieBesoin,
    EffectifFige,
    Exigence,
    Halte,
    QuestionPosee,
    Reglages,
    RetourGroupe,
    Sortie,
    Suite,
    Suppression,
    TrimestreComplet,
    UsageOutil,
    Vecu,
    Verification,
)
from sessions.nomenclatures.chargement import charger_categories
from sessions.sauvegarde import tables
from sessions.terrain.appareils import enroler
from territoires.models import Fusion, Partenaire
from tests.fabriques import (
    AppartenanceFactory,
    ArchiveFactory,
    BesoinFactory,
    BilanFactory,
    HalteFactory,
    ImageFactory,
    LieuFactory,
    OrientationFactory,
    OutilFactory,
    ParoleFactory,
    PartenaireFactory,
    PassagesFactory,
    ProfessionnelFactory,
    QuartierFactory,
    RencontreFactory,
    SignataireFactory,
    SortieFactory,
    TransfertFactory,
    UtilisateurFactory,
    dessin,
    publiee,
)
from tests.fabriques_editions import EditionEnAttenteFactory, EditionFactory
from tests.fabriques_notes import MotCourantFactory, NoteTireeFactory

JOUR = datetime.date(2026, 11, 18)
# What spreadsheets would run, what CSV quotes, what JSON escapes: each comes back as it was.
TEXTES = [
    "=1+1",
    "'=déjà neutralisé",
    '@SUM(1);=2,"+cmd|',
    "deux\r\nlignes\rpuis\nune",
    " espaces ",
    "« É » 日本 🚲 e\u0301",
    "\t-1",
]


@pytest.fixture(autouse=True)
def fichiers_prives(tmp_path: Path, settings: Any) -> Path:
    """Folders of this test alone."""
    return ranger_ailleurs(settings, tmp_path / "fichiers")


def ranger_ailleurs(settings: Any, racine: Path) -> Path:
    racine.mkdir(parents=True)
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(racine)}},
    }
    return racine


@pytest.fixture
def meme_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that a test did not commit are read by it alone: no other door to the database."""

    @contextmanager
    def ici() -> Iterator[str]:
        with transaction.atomic():
            yield "default"

    monkeypatch.setattr("sessions.demenagement.services.exportation.instantane", ici)


@pytest.fixture
def pleine(db: None, meme_transaction: None) -> Equipe:
    """An équipe with a row in every table."""
    return remplir("ici")


@pytest.fixture
def dossier(
    db: None,
    meme_transaction: None,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    settings: Any,
) -> Path:
    """An export, before an instance that has nothing of it. Written once, copied for each test."""
    modele = tmp_path_factory.getbasetemp() / "export-plein"
    if not modele.exists():
        remplir("ici")
        exporter(modele)
        vider_l_instance()
    ranger_ailleurs(settings, tmp_path / "ici")
    return Path(shutil.copytree(modele, tmp_path / "export"))


def remplir(slug: str) -> Equipe:
    """A row in every table; and what stays behind."""
    membre = AppartenanceFactory(
        equipe__slug=slug,
        equipe__nom=f"Équipe « {slug} »",
        role=Role.COORDINATION,
        utilisateur__email=f"coordination-{slug}@exemple.test",
    )
    equipe, lui = membre.equipe, membre.utilisateur
    QuartierFactory(code_insee="35047", numero=12)  # of no commune of theirs, named by nobody
    partenaire = annuaire(equipe, lui)
    sortie = sortir(equipe, lui, partenaire)
    Appel.objects.create(
        equipe=equipe,
        saisi_le=JOUR,
        sortie=sortie,
        rencontre=sortie.rencontres.get(),
        professionnel=ProfessionnelFactory(equipe=equipe),
    )
    publier(equipe)
    ecrire_un_cahier(equipe)
    TransfertFactory(equipe=equipe, par=lui, crees={"sortie": [str(sortie.pk)]})
    Suppression.noter(equipe, "rencontre", [uuid4()])
    enroler(equipe, "Tablette")
    return equipe


def annuaire(equipe: Equipe, lui: Utilisateur) -> Partenaire:
    partenaire = PartenaireFactory(
        equipe=equipe,
        verifie_par=lui,
        services=["aides-financieres", "numerique"],
        importe={"b": [1.5, 100.0], "a": "=É"},
        lien_sha256=sha256(equipe.slug.encode()).hexdigest(),
    )
    partenaire.distincts.add(PartenaireFactory(equipe=equipe))
    Fusion.objects.create(absorbe=uuid4(), garde=partenaire)
    Verification.objects.create(equipe=equipe, saisi_le=JOUR, partenaire=partenaire, exact=True)
    RetourGroupe.objects.create(
        equipe=equipe,
        partenaire=partenaire,
        mois=JOUR.replace(day=1),
        accueillies=3,
        source="le_partenaire",
        dit_le=JOUR,
    )
    return partenaire


def sortir(equipe: Equipe, lui: Utilisateur, partenaire: Partenaire) -> Sortie:
    """A sortie for each text, noted by a member and by somebody who is one no more; the last."""
    partie = UtilisateurFactory(email=f"partie-{equipe.slug}@exemple.test")
    quartier = QuartierFactory(numero=3)
    lieu = LieuFactory(equipe=equipe, quartier=QuartierFactory(code_insee="35047", numero=2))
    outil = OutilFactory(
        equipe=equipe,
        photo=ContentFile(dessin(), name=f"{equipe.slug}.jpg"),
        a_imprimer=ContentFile(b"%PDF-", name=f"{equipe.slug}.pdf"),
    )
    sienne = categorie(equipe, partenaire)
    for numero, texte in enumerate(TEXTES):
        sortie = SortieFactory(
            equipe=equipe, auteur=partie, quartier=quartier, date=JOUR, intention=texte
        )
        sortie.equipage.add(lui)
        halte = HalteFactory(sortie=sortie, lieu=lieu, rang=numero + 1)
        PassagesFactory(halte=halte, passages=numero)
        bilan = BilanFactory(sortie=sortie, scene=texte, accroche=["velo"])
        UsageOutil.objects.create(bilan=bilan, outil=outil, reaction="accroche")
        rencontrer(halte, lui, texte, sienne, partenaire)
    return sortie


def rencontrer(
    halte: Halte, lui: Utilisateur, note: str, sienne: CategorieBesoin, partenaire: Partenaire
) -> None:
    rencontre = RencontreFactory(
        sortie=halte.sortie, halte=halte, auteur=lui, note=note, reperes=[[0, 2, "nom_possible"]]
    )
    NoteTireeFactory(tirage__equipe=rencontre.equipe, rencontre=rencontre, reponse="rien")
    for code in ("soulagee", "en_colere"):
        Vecu.objects.create(rencontre=rencontre, code=code)
    QuestionPosee.objects.create(rencontre=rencontre, code="exigences")
    besoin = BesoinFactory(rencontre=rencontre, categorie=sienne)
    BesoinFactory(rencontre=rencontre, rang=2)
    Exigence.objects.create(besoin=besoin, code="imprimer_ou_scanner")
    orientation = OrientationFactory(
        besoin=besoin,
        partenaire=partenaire,
        jeton_sha256=sha256(besoin.pk.bytes).hexdigest(),
    )
    Suite.objects.create(
        orientation=orientation, statut="accueillie", jour=JOUR, source="la_coordination"
    )


def categorie(equipe: Equipe, partenaire: Partenaire) -> CategorieBesoin:
    """A sub-category that comes before its parent in the order of codes."""
    nationale = CategorieBesoin.objects.get(code="aides_prestations", equipe=None)
    communs = {"equipe": equipe, "domaine": nationale.domaine, "famille": nationale.famille}
    parent = CategorieBesoin.objects.create(code="zz-parent", libelle="Parent", **communs)
    sienne = CategorieBesoin.objects.create(
        code="aa-enfant", libelle="=Enfant", parent=parent, **communs
    )
    sienne.partenaires.add(partenaire)
    return sienne


def publier(equipe: Equipe) -> None:
    ParoleFactory(equipe=equipe)
    MotCourantFactory(equipe=equipe, mot="=Bricobus")
    publiee(equipe)
    EffectifFige.objects.create(
        archive=ArchiveFactory(equipe=equipe), table="tranche_age", ligne="25_39", nombre=11
    )
    Reglages.objects.filter(equipe=equipe).update(licence="=Licence")
    TrimestreComplet.objects.create(equipe=equipe, trimestre="2026-T3", dit_le=JOUR)


def ecrire_un_cahier(equipe: Equipe) -> None:
    """With a picture, an edition that is ready and one that is not."""
    slug = equipe.slug
    cahier = ImageFactory(
        section__cahier__equipe=equipe, fichier=ContentFile(dessin(), name=f"{slug}.jpg")
    ).section.cahier
    cahier.quartiers.add(QuartierFactory(numero=3))
    SignataireFactory(cahier=cahier)
    EditionFactory(
        cahier=cahier,
        lien=slug.ljust(43, "-"),
        fichier=ContentFile(b"%PDF-1.7", name=f"{slug}.pdf"),
    )
    EditionEnAttenteFactory(cahier=cahier)


def exporter(vers: Path, equipe: str = "ici") -> str:
    sortie = StringIO()
    call_command("exporter_equipe", "--equipe", equipe, "--vers", str(vers), stdout=sortie)
    return sortie.getvalue()


def importer(depuis: Path) -> str:
    sortie = StringIO()
    call_command("importer_equipe", str(depuis), stdout=sortie)
    return sortie.getvalue()


def vider_l_instance() -> None:
    """As a base just migrated."""
    connection.check_constraints()
    with transaction.atomic():
        tables.vider(tables.toutes(apps), "default")
    charger_categories()


def octets(racine: Path) -> dict[str, bytes]:
    return {
        un.relative_to(racine).as_posix(): un.read_bytes()
        for un in racine.rglob("*")
        if un.is_file()
    }


def lignes(equipe: Equipe) -> dict[str, list[dict[str, Any]]]:
    """Every row of the équipe, every column of it: but those that stay behind, and the numbers
    that a database counted."""
    return {
        table.nom: sorted(
            (_dite(un, set(table.sans)) for un in table.lot(equipe.pk, "default")), key=repr
        )
        for table in TABLES
    }


def _dite(objet: Model, sans: set[str]) -> dict[str, Any]:
    dite: dict[str, Any] = {}
    for champ in objet._meta.concrete_fields:
        if champ.name in sans or champ.get_internal_type() == "BigAutoField":
            continue
        valeur = getattr(objet, champ.attname)
        if champ.related_model in CLES and valeur:
            valeur = [
                getattr(getattr(objet, champ.name), nom)
                for nom in CLES[champ.related_model].colonnes
            ]
        dite[champ.attname] = str(valeur) if champ.get_internal_type() == "FileField" else valeur
    return dite
