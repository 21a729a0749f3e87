"""The first version that a team could use, and what its tables held after a season.

That of the first paragraph of CHANGELOG.md: one migration in each of our applications, a season
entered on `/terrain/`, the map and a first cahier. Its tables are made by the migrations, and
filled through the models of then: today's are not asked. Everything is invented.
"""

from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.apps.registry import Apps
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sessions.empreinte import empreinte
from sessions.nomenclatures.listes import categories_nationales
from tests.fabriques import MOT_DE_PASSE, carre

NOS_APPLICATIONS = ("medlove", "territoires", "medlove_sessions")
D_AILLEURS = ("account", "admin", "auth", "contenttypes", "mfa", "sessions")

ESPACE = UUID("6d656460-6c6f-5665-8000-000000000001")
PARIS = ZoneInfo("Europe/Paris")
DEBUT = date(2025, 7, 8)
SORTIES, PAR_SORTIE = 6, 20
JETON = "le jeton de la première tablette"
LONGUE = "Un lieu où l’on entre sans rendez-vous, pour une question ou pour un café. " * 6
SANS_ESPACE = "www" * 120
AGES = ["18_24", "25_39", "40_59", "60_69", "70_plus", "12_17", "non_renseigne"]
GENRES = ["feminin", "masculin", "non_renseigne"]
CODES = ["aides_prestations", "logement", "sejour_nationalite", "courriel", "prendre_en_main"]


def uuid(nom: str) -> UUID:
    return uuid5(ESPACE, nom)


def batir() -> Apps:
    """Make the tables of the first version in an empty database; its models."""
    executeur = MigrationExecutor(connection)
    feuilles = executeur.loader.graph.leaf_nodes()
    cibles = [une for une in feuilles if une[0] in D_AILLEURS]
    cibles += [(une, "0001_initial") for une in NOS_APPLICATIONS]
    executeur.migrate(cibles)
    return executeur.loader.project_state(cibles).apps


class Saison:
    """Rows of every table. Two équipes, so that one is seen not to take from the other."""

    def __init__(self, registre: Apps) -> None:
        self.registre = registre

    def poser(self, modele: str, **champs: Any) -> Any:
        application, nom = modele.split(".")
        return self.registre.get_model(application, nom)._default_manager.create(**champs)

    def de_la_session(self, modele: str, **champs: Any) -> Any:
        return self.poser(f"medlove_sessions.{modele}", **champs)

    def ecrire(self) -> None:
        for ordre, ligne in enumerate(categories_nationales(), start=1):
            self.de_la_session("CategorieBesoin", **ligne, ordre=ordre)
        self._equipes()
        self._territoire()
        self._annuaire()
        for rang in range(SORTIES):
            self._sortie(rang)
        self._a_venir()
        self._suites()
        self._tablette()
        self._cahiers()

    def categorie(self, code: str) -> Any:
        modele = self.registre.get_model("medlove_sessions", "CategorieBesoin")
        return modele.objects.get(code=code)

    def _equipes(self) -> None:
        self.equipe, self.voisine = (
            self.poser("medlove.Equipe", id=uuid(slug), nom=nom, slug=slug, code_insee="35238")
            for slug, nom in (("selle", "La troisième selle"), ("voisine", "Les voisins"))
        )
        self.membres = {}
        roles = {"coordination": "coordination", "mediation": "mediation", "pilotage": "pilotage"}
        for nom, role in {**roles, "partie": "mediation"}.items():
            membre = self.poser(
                "medlove.Utilisateur",
                id=uuid(nom),
                email=f"{nom}@exemple.test",
                nom=f"Personne de {nom}",
                password=make_password(MOT_DE_PASSE),
                is_active=nom != "partie",
            )
            self.poser(
                "medlove.Appartenance",
                utilisateur=membre,
                equipe=self.equipe,
                role=role,
                metier="mediation_numerique" if role == "mediation" else "",
                is_active=nom != "partie",
            )
            self.membres[nom] = membre
        self.auteur = self.membres["mediation"]
        groupe = self.poser("auth.Group", name="Relais")
        self.auteur.groups.add(groupe)
        contenu = self.poser("contenttypes.ContentType", app_label="medlove", model="equipe")
        self.auteur.user_permissions.add(
            self.poser("auth.Permission", codename="lire", name="Lire", content_type=contenu)
        )
        for nom, action in {
            "coordination": "invitation",
            "mediation": "rencontre_corrigee",
        }.items():
            self.poser(
                "medlove.Journal",
                quand=datetime(2025, 7, 2, 9, 30, 15, 120, tzinfo=PARIS),
                equipe=self.equipe,
                acteur=f"{nom}@exemple.test",
                action=action,
                detail={"role": "mediation"},
            )

    def _territoire(self) -> None:
        self.quartiers = [
            self.poser(
                "territoires.Quartier",
                code_insee="35238",
                numero=numero,
                nom=nom,
                alias=[f"{nom} sud"],
                contour=carre(-1.75 + 0.01 * numero, 48.1),
                contour_simplifie=carre(-1.75 + 0.01 * numero, 48.1),
                longitude=f"{-1.745 + 0.01 * numero:.6f}",
                latitude="48.105000",
                superficie_m2=826_000,
                population=9_000 + numero,
                secteur="Sud",
            )
            for numero, nom in enumerate(["Le Blosne", "Cleunay", "Maurepas"], start=1)
        ]
        self.lieux = [
            self.poser(
                "territoires.Lieu",
                id=uuid(f"lieu {rang}"),
                equipe=self.equipe,
                nom=f"Place n° {rang}",
                genre="place",
                quartier=quartier,
                latitude=quartier.latitude,
                longitude=quartier.longitude,
                quartier_confirme=True,
                en_qpv=rang == 0,
                qpv_code="QN03501M" if rang == 0 else "",
                qpv_annee=2024 if rang == 0 else None,
            )
            for rang, quartier in enumerate(self.quartiers)
        ]

    def _annuaire(self) -> None:
        presentations = ["Un centre social.", LONGUE, SANS_ESPACE]
        self.partenaires = [
            self.poser(
                "territoires.Partenaire",
                id=uuid(f"partenaire {rang}"),
                equipe=self.equipe,
                nom=f"L’Épi-Cœur n° {rang}",
                genre_de_structure="centre_social",
                adresse=f"{rang + 1}, place du Banat",
                code_postal="35200",
                commune="Rennes",
                telephone="02 00 00 00 00",
                courriel=f"accueil{rang}@exemple.test" if rang else "",
                site_web="https://exemple.test/a|b" if rang else "",
                horaires="Mo-Fr 09:00-12:30",
                presentation=presentation,
                latitude="48.105000",
                longitude="-1.735000",
                quartier=self.quartiers[0],
                en_pause_jusqu_au=DEBUT if rang else None,
                motif_de_pause="travaux" if rang else "",
                verifie_le=DEBUT,
                informel=rang == 2,
            )
            for rang, presentation in enumerate(presentations)
        ]
        self.professionnel = self.poser(
            "territoires.Professionnel",
            id=uuid("professionnel"),
            equipe=self.equipe,
            nom="Une assistante sociale",
            telephone="02 00 00 00 01",
            sujet="Logement",
            partenaire=self.partenaires[0],
        )
        self.de_la_session(
            "CategorieBesoin",
            code="logement_insalubre",
            domaine="droits",
            libelle="Logement insalubre",
            famille=self.categorie("logement").famille,
            parent=self.categorie("logement"),
            equipe=self.equipe,
        )
        self.categorie("logement").partenaires.add(*self.partenaires[:2])
        self.outil = self.de_la_session(
            "Outil", id=uuid("outil"), equipe=self.equipe, nom="La roue", origine="invente",
            regles="On tourne la roue.", minutes=5, licence="CC BY-SA 4.0", credit="L’équipe",
        )  # fmt: skip

    def _commun(self, nom: str, jour: date) -> dict[str, Any]:
        """What every record carries."""
        return {
            "id": uuid(nom),
            "equipe": self.equipe,
            "auteur": self.auteur,
            "saisi_le": jour,
            "edition": 2,
            "empreinte": empreinte({"nom": nom}),
        }

    def _sortie(self, rang: int) -> None:
        jour, lieu = DEBUT + timedelta(days=14 * rang), self.lieux[rang % 3]
        sortie = self.de_la_session(
            "Sortie", **self._commun(f"sortie {rang}", jour), date=jour, creneau="apres_midi",
            quartier=lieu.quartier, statut="terminee", questions=["exigences"],
            intention="Le marché, avant la pluie.",
        )  # fmt: skip
        sortie.equipage.add(self.auteur, self.membres["coordination"])
        halte = self.de_la_session(
            "Halte", **self._commun(f"halte {rang}", jour), sortie=sortie, lieu=lieu,
            quartier=lieu.quartier, arrivee=time(14), depart=time(16, 15), minutes=135,
        )  # fmt: skip
        self.de_la_session(
            "Passages", **self._commun(f"passages {rang}", jour), halte=halte, passages=7, refus=2
        )
        for n in range(PAR_SORTIE):
            self._rencontre(halte, rang * PAR_SORTIE + n)
        bilan = self.de_la_session(
            "Bilan", **self._commun(f"bilan {rang}", jour), sortie=sortie, rencontres=PAR_SORTIE,
            passages=7, refus=2, meteo="soleil", ambiance="tranquille", accroche=["velo"],
            scene="Un banc, deux chaises, et la pluie qui s’arrête.", parole="On ose demander.",
            ce_qui_a_pris="La roue.", a_faire="Rappeler la mairie.", envie_d_en_parler="Oui.",
            affiche_visible=True, kilometres_dixiemes=84, preparation_minutes=30, route_minutes=20,
        )  # fmt: skip
        self.de_la_session("UsageOutil", bilan=bilan, outil=self.outil, reaction="accroche")
        self.de_la_session(
            "Appel", **self._commun(f"appel {rang}", jour), sortie=sortie, debloque=bool(rang % 2),
            professionnel=self.professionnel, rencontre_id=uuid(f"rencontre {rang * PAR_SORTIE}"),
        )  # fmt: skip

    def _rencontre(self, halte: Any, n: int) -> None:
        age = AGES[n % len(AGES)]
        rencontre = self.de_la_session(
            "Rencontre", **self._commun(f"rencontre {n}", halte.saisi_le), sortie=halte.sortie,
            halte=halte, quartier=halte.quartier, jour=halte.saisi_le, saisie="au_retour",
            tranche_age=age, genre=GENRES[n % 3], nb_personnes="2" if n % 5 == 0 else "1",
            a_completer=n % 17 == 0, note="" if age == "12_17" else f"Une note, la {n}e.",
            raison="n_ose_pas" if n % 2 else "non_renseigne",
        )  # fmt: skip
        self.de_la_session("QuestionPosee", rencontre=rencontre, code="exigences")
        if age != "12_17":
            self.de_la_session("Vecu", rencontre=rencontre, code="depassee")
        # One in four tells two besoins, the second of the same kind for one in eight.
        codes = [CODES[n % 5], "logement_insalubre" if n % 8 else CODES[n % 5]]
        for rang, code in enumerate(codes[: 1 + (n % 4 == 0)], start=1):
            besoin = self.de_la_session(
                "Besoin", id=uuid(f"besoin {n} {rang}"), rang=rang, equipe=self.equipe,
                rencontre=rencontre, quartier=rencontre.quartier, jour=rencontre.jour,
                categorie=self.categorie(code), organisme="caf",
                reponse="orientation" if n % 6 == 0 else "sur_place",
            )  # fmt: skip
            self.de_la_session("Exigence", besoin=besoin, code="lire_et_ecrire")
            if n % 6 == 0:
                self._orientation(besoin, n)

    def _orientation(self, besoin: Any, n: int) -> None:
        self.de_la_session(
            "Orientation", id=uuid(f"orientation {besoin.pk}"), equipe=self.equipe, besoin=besoin,
            partenaire=self.partenaires[n % 3], categorie=besoin.categorie, jour=besoin.jour,
            quartier=besoin.quartier, modalite="carte_remise",
            jeton_sha256=sha256(f"{besoin.pk}".encode()).hexdigest(),
        )  # fmt: skip

    def _suites(self) -> None:
        """Half of the orientations have an outcome; their link was cut then."""
        orientations = self.registre.get_model("medlove_sessions", "Orientation").objects
        for rang, une in enumerate(orientations.order_by("pk")[:10]):
            une.statut = ["accueillie", "refusee"][rang % 2]
            une.besoin, une.jeton_sha256 = None, None
            une.save()
            jour = une.jour + timedelta(days=9)
            self.de_la_session(
                "Suite", orientation=une, statut="remise", jour=une.jour, source="la_coordination"
            )
            self.de_la_session(
                "Suite", orientation=une, statut=une.statut, jour=jour, source="le_partenaire",
                motif="complet" if rang % 2 else "",
            )  # fmt: skip

    def _a_venir(self) -> None:
        for nom, champs in {
            "planifiee": {"statut": "planifiee"},
            "annulee": {"statut": "annulee", "motif_annulation": "Alerte orange."},
        }.items():
            self.de_la_session(
                "Sortie", **self._commun(nom, DEBUT), date=DEBUT + timedelta(days=100),
                creneau="matin", quartier=self.quartiers[2], **champs,
            )  # fmt: skip
        self.de_la_session(
            "Verification", **self._commun("verification", DEBUT), exact=True,
            partenaire=self.partenaires[0],
        )  # fmt: skip

    def _tablette(self) -> None:
        tablette = self.de_la_session(
            "Appareil", id=uuid("tablette"), equipe=self.equipe, nom="Tablette du vélo",
            jeton_sha256=sha256(JETON.encode()).hexdigest(), enrole_par=self.auteur,
            enrole_le=datetime(2025, 7, 1, 9, tzinfo=PARIS),
        )  # fmt: skip
        donnees = {"nom": "rencontre 1"}
        self.de_la_session(
            "Reception", equipe=self.equipe, appareil=tablette, membre=self.auteur,
            element=str(uuid("rencontre 1")), empreinte=empreinte(donnees), type="rencontre",
            brut={"id": str(uuid("rencontre 1")), "donnees": donnees}, verdict="cree",
            recue_le=datetime(2025, 7, 8, 18, tzinfo=PARIS),
        )  # fmt: skip
        self.de_la_session(
            "Suppression", id=uuid("effacee"), equipe=self.equipe, type="rencontre", jour=DEBUT
        )

    def _cahiers(self) -> None:
        """A trimestre, and days that are none."""
        for nom, au in {"trimestre": date(2025, 9, 30), "ete": date(2025, 8, 31)}.items():
            self.de_la_session(
                "Cahier", id=uuid(nom), equipe=self.equipe, titre=f"Un {nom}",
                du=date(2025, 7, 1), au=au, cree_le=date(2025, 10, 2),
                cree_par=self.membres["coordination"],
            )  # fmt: skip
