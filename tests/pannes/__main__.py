"""A server, its relay and their command, for a program that is not in Python.

    DATABASE_URL=sqlite:////tmp/essai.sqlite3 python -m tests.pannes

The database has its tables already. Prints one line, {"url": the relay's, "commande": its
address}, once the server answers. Stops when its input closes, so with whoever started it.
"""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pannes.commande import Commande
from tests.pannes.relais import Relais
from tests.pannes.serveur import Serveur, collecter


def main() -> None:
    with TemporaryDirectory(prefix="medlove-pannes-") as nom:
        dossier = Path(nom)
        serveur = Serveur(os.environ["DATABASE_URL"], collecter(dossier), dossier / "journal")
        serveur.demarrer()
        relais = Relais(serveur.port)
        commande = Commande(relais, serveur)
        try:
            sys.stdout.write(json.dumps({"url": relais.url, "commande": commande.url}) + "\n")
            sys.stdout.flush()
            sys.stdin.read()
        finally:
            commande.fermer()
            relais.fermer()
            serveur.arreter()


main()
