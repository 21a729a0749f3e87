"""What belongs to an équipe, table by table: this is the one place that says it.

A model is in `TABLES`, or in `DEHORS` with its reason; a test fails for one that is in neither.
Whatever opens a door stays behind: the folder travels, and may be read by whoever finds it.
"""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models import Q, QuerySet
from django.utils import timezone

from medlove.models import Appartenance, Equipe, Utilisateur
from sessions.cahiers.editions.models import Etat
from sessions.demenagement.tables import Sans, Table, dit_une_personne, liens
from sessions.models import (
    Appel,
    Archive,
    Besoin,
    Bilan,
    Cahier,
    CategorieBesoin,
    CellulePubliee,
    ChiffreDeContexte,
    Edition,
    EffectifFige,
    Exigence,
    Halte,
    Image,
    MotCourant,
    NoteTiree,
    Orientation,
    Outil,
    Parole,
    Passages,
    Publication,
    QuestionPosee,
    Reglages,
    Rencontre,
    RetourGroupe,
    Section,
    Signataire,
    Sortie,
    Suite,
    Suppression,
    Tirage,
    Transfert,
    TrimestreComplet,
    UsageOutil,
    Vecu,
    Verification,
)
from territoires.models import Fusion, Lieu, Partenaire, Professionnel, Quartier

D_UN_COMPTE = "ce qui ouvre un compte ne voyage pas\u202f: chaque membre est invité de nouveau"
LIEN = (
    "un lien secret, même condensé, ouvrirait ici ce qu’il ouvrait là-bas\u202f: en donner un autre"
)
BILLET = (
    "qui tient une carte d’orientation retrouverait dans le fichier la rencontre de cette "
    "personne\u202f: ses suites se disent à la main"
)


@dataclass(frozen=True)
class LesComptes(Table):
    """The members, those who left, and whoever a row names: each with an address, no password."""

    def lot(self, equipe: UUID, base: str | None = None) -> QuerySet[Utilisateur]:
        cites = Q(appartenances__equipe=equipe)
        for table in TABLES:
            for champ in dit_une_personne(table) if table.modele is not Appartenance else ():
                cites |= Q(pk__in=table.lot(equipe).values(champ.attname))
        ids = Utilisateur.objects.filter(cites).order_by().values("pk")
        return Utilisateur.objects.using(base).filter(pk__in=ids).order_by()


@dataclass(frozen=True)
class LesQuartiers(Table):
    """Those of its commune, which its map draws whole, and any other that a row names."""

    def lot(self, equipe: UUID, base: str | None = None) -> QuerySet[Quartier]:
        communes = Equipe.objects.filter(pk=equipe).values("code_insee")
        cites = Q(code_insee__in=communes)
        for table in TABLES:
            for champ in liens(table, Quartier):
                cites |= Q(pk__in=table.lot(equipe).values(champ.attname))
        return Quartier.objects.using(base).filter(cites).order_by()


@dataclass(frozen=True)
class LesCategories(Table):
    """Its own, and the national ones that a row or one of its own names."""

    def lot(self, equipe: UUID, base: str | None = None) -> QuerySet[CategorieBesoin]:
        siennes = CategorieBesoin.objects.filter(equipe=equipe).order_by()
        citees = Q(equipe=equipe) | Q(pk__in=siennes.values("parent"))
        for table in TABLES:
            if table is not self:
                for champ in liens(table, CategorieBesoin):
                    citees |= Q(pk__in=table.lot(equipe).values(champ.attname))
        connues = CategorieBesoin.objects.using(base).filter(Q(equipe=None) | Q(equipe=equipe))
        return connues.filter(citees).order_by()


# In the order they are written: what a row names comes before it.
TABLES: tuple[Table, ...] = (
    Table("equipe", Equipe, par="pk"),
    LesComptes(
        "membres",
        Utilisateur,
        partagee=True,
        sans={
            "password": Sans(D_UN_COMPTE, partial(make_password, None)),
            "last_login": Sans("quand quelqu’un s’est connecté ne regarde que ce serveur"),
            "is_superuser": Sans("administrer ce serveur se donne ici", False),
            "is_staff": Sans("administrer ce serveur se donne ici", False),
            "epoque": Sans("les connexions ne voyagent pas", 0),
            "date_joined": Sans("le jour où le compte s’ouvre est celui de l’import", timezone.now),
        },
    ),
    Table(
        "appartenances",
        Appartenance,
        tri="utilisateur",
        sans={"a_accepter": Sans("un compte neuf choisit d’abord son mot de passe", False)},
    ),
    LesQuartiers("quartiers", Quartier, tri="", partagee=True),
    Table("lieux", Lieu),
    Table("partenaires", Partenaire, sans={"lien_sha256": Sans(LIEN)}),
    Table(
        "partenaires_distincts",
        Partenaire.distincts.through,
        par="from_partenaire__equipe",
        tri="from_partenaire",
    ),
    Table("partenaires_fusionnes", Fusion, par="garde__equipe", tri="absorbe"),
    Table("professionnels", Professionnel),
    LesCategories("categories", CategorieBesoin, tri="", partagee=True),
    Table(
        "categories_partenaires",
        CategorieBesoin.partenaires.through,
        par="partenaire__equipe",
        tri="partenaire",
    ),
    Table("outils", Outil),
    Table("sorties", Sortie),
    Table("equipages", Sortie.equipage.through, par="sortie__equipe", tri="sortie"),
    Table("haltes", Halte),
    Table("passages", Passages),
    Table("bilans", Bilan),
    Table("usages_outils", UsageOutil, par="bilan__equipe", tri="bilan"),
    Table("rencontres", Rencontre),
    Table("vecus", Vecu, par="rencontre__equipe", tri="rencontre"),
    Table("questions_posees", QuestionPosee, par="rencontre__equipe", tri="rencontre"),
    Table("besoins", Besoin),
    Table("exigences", Exigence, par="besoin__equipe", tri="besoin"),
    Table("orientations", Orientation, sans={"jeton_sha256": Sans(BILLET)}),
    Table("suites", Suite, par="orientation__equipe"),
    Table("retours_groupes", RetourGroupe, tri="partenaire"),
    Table("appels", Appel),
    Table("verifications", Verification),
    Table("paroles", Parole),
    Table("mots_courants", MotCourant),
    Table("tirages", Tirage),
    Table("notes_tirees", NoteTiree, par="tirage__equipe", tri="tirage"),
    Table("chiffres_de_contexte", ChiffreDeContexte),
    Table("reglages_de_publication", Reglages, tri=""),
    Table("trimestres_complets", TrimestreComplet, tri=""),
    Table("publications", Publication),
    Table("cellules_publiees", CellulePubliee, par="publication__equipe", tri="publication"),
    Table("archives_figees", Archive),
    Table("effectifs_figes", EffectifFige, par="archive__equipe", tri="archive"),
    Table("cahiers", Cahier),
    Table("cahiers_quartiers", Cahier.quartiers.through, par="cahier__equipe", tri="cahier"),
    Table("sections", Section, par="cahier__equipe"),
    Table("images", Image, par="section__cahier__equipe"),
    Table("signataires", Signataire, par="cahier__equipe"),
    # What is asked for or being made will be asked for again: a work of this server.
    Table(
        "editions",
        Edition,
        par="cahier__equipe",
        seulement={"etat": Etat.PRETE.value},
        sans={"lien": Sans(LIEN, "")},
    ),
    Table("transferts", Transfert),
    Table("suppressions", Suppression),
)

DEHORS: dict[str, str] = {
    "account.EmailAddress": D_UN_COMPTE,
    "account.EmailConfirmation": D_UN_COMPTE,
    "admin.LogEntry": "ce que l’administration de ce serveur a fait",
    "auth.Group": "les droits sur ce serveur se donnent ici",
    "auth.Group_permissions": "les droits sur ce serveur se donnent ici",
    "auth.Permission": "une table de Django, la même partout",
    "contenttypes.ContentType": "une table de Django, la même partout",
    "django_tasks_database.DBTaskResult": "les travaux en attente de ce serveur",
    "medlove.Compteur": "les essais comptés par ce serveur",
    "medlove.Connexion": "les connexions ouvertes ici",
    "medlove.Journal": (
        "le journal dit ce qui s’est fait sur ce serveur\u202f; seule son administration le lit"
    ),
    "medlove.Utilisateur_groups": "les droits sur ce serveur se donnent ici",
    "medlove.Utilisateur_user_permissions": "les droits sur ce serveur se donnent ici",
    "medlove_sessions.Appareil": (
        "le jeton d’une tablette ouvre l’écriture\u202f: l’enrôler de nouveau"
    ),
    "medlove_sessions.CodeDEnrolement": "il vit dix minutes, et ouvre l’écriture",
    "medlove_sessions.Purge": "ce que les purges de ce serveur ont effacé",
    "medlove_sessions.Reception": (
        "l’élément brut est déjà dans le carnet\u202f; ce qui est à corriger se traite d’abord"
    ),
    "mfa.Authenticator": D_UN_COMPTE,
    "sessions.Session": "les connexions ouvertes ici",
}

# The same, as the page tells it: words, then files.
_PARTIES: tuple[tuple[str, str], ...] = (
    (
        "L’équipe et ses membres\u202f: nom, adresse électronique, rôle",
        "equipe membres appartenances",
    ),
    ("Les quartiers et les lieux", "quartiers lieux"),
    (
        "L’annuaire\u202f: partenaires, et professionnels avec leur téléphone",
        "partenaires partenaires_distincts partenaires_fusionnes professionnels",
    ),
    ("Les besoins que vous notez", "categories categories_partenaires"),
    ("Les outils ludiques", "outils usages_outils"),
    ("Les sorties et leurs bilans", "sorties equipages haltes passages bilans"),
    (
        "Les rencontres, une par une, avec les notes",
        "rencontres besoins exigences vecus questions_posees",
    ),
    (
        "Les orientations et leurs suites",
        "orientations suites retours_groupes appels verifications",
    ),
    ("Les paroles et les chiffres de contexte", "paroles chiffres_de_contexte"),
    ("Les mots courants et les notes tirées", "mots_courants tirages notes_tirees"),
    (
        "Les chiffres publiés et leurs réglages",
        "publications cellules_publiees reglages_de_publication trimestres_complets",
    ),
    ("Les archives figées des années effacées", "archives_figees effectifs_figes"),
    (
        "Les cahiers, leurs images et leurs PDF",
        "cahiers cahiers_quartiers sections images signataires editions",
    ),
    ("Les imports de tableurs, et les identifiants supprimés", "transferts suppressions"),
)
PARTIES = tuple((quoi, noms.split()) for quoi, noms in _PARTIES)
