"""One thing to do in a process of its own, for bench/cahier to weigh: what it costs is printed.

The database is that of `DATABASE_URL`.
"""

import json
import os
import re
import resource
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import django

from tests.epreuve.serveur import Serveur

os.environ.update(
    {
        **Serveur.PRODUCTION,
        "DJANGO_SETTINGS_MODULE": "medlove.settings",
        "MEDLOVE_CLE_PUBLICATION": sha256(b"une cle pour mesurer").hexdigest(),
    }
)
warnings.filterwarnings("ignore", message="No directory at")
django.setup()

from django.core.management import call_command  # noqa: E402
from pikepdf import Pdf  # noqa: E402
from weasyprint import HTML  # noqa: E402

from medlove.models import Equipe  # noqa: E402
from sessions import pdf  # noqa: E402
from sessions.cahiers.composition import composer  # noqa: E402
from sessions.cahiers.editions.models import Variante  # noqa: E402
from sessions.cahiers.editions.pieces import constater  # noqa: E402
from sessions.cahiers.editions.rendu import fabriquer, papier  # noqa: E402
from sessions.demonstration.chargement import Demande, charger  # noqa: E402
from sessions.models import Cahier  # noqa: E402
from sessions.pdf import moteur, ressources  # noqa: E402
from sessions.publication import services  # noqa: E402

ANNEE, LE, FIN = "2025", date(2026, 2, 15), date(2026, 1, 31)
FIGURE = re.compile(rf'<img src="{pdf.FIGURES}([^"]+)"[^>]*>')
MAIN = re.compile(r"(?<=<main>)(.*)(?=</main>)", re.DOTALL)
ANCRE = re.compile(r'( id="| aria-labelledby="| href="#)')
# What a sheet of styles leaves to the tables of who does not think of it.
AUTOMATIQUES = "<style>table, .tableau { table-layout: auto !important }</style>"


def semer(_: Path, combien: str) -> None:
    """A season of so many rencontres, its year published, its cahier written."""
    call_command("migrate", verbosity=0)
    charger(Demande(int(combien), 1, FIN, petite=False, mot_de_passe="pour mesurer"))
    services.publier(Equipe.objects.get(slug="demonstration"), ANNEE, le=LE)


def cahier() -> Cahier:
    return Cahier.objects.get(equipe__slug="demonstration", periode=ANNEE)


def preparer(dossier: Path) -> None:
    """Its HTML and its figures, as they are given to WeasyPrint."""
    document = composer(cahier())
    html = papier(document, Variante.NUMERIQUE, constater(document))
    contenu = json.dumps({"html": html, "figures": document.figures})
    (dossier / "document.json").write_text(contenu)


def document(dossier: Path, fois: str = "1") -> tuple[str, dict[str, str]]:
    """Its chapters so many times over, each time under other anchors."""
    lu = json.loads((dossier / "document.json").read_text())

    def repeter(corps: re.Match[str]) -> str:
        autres = (ANCRE.sub(rf"\g<1>{rang}-", corps[0]) for rang in range(1, int(fois)))
        return corps[0] + "".join(autres)

    return MAIN.sub(repeter, lu["html"]), lu["figures"]


def nous(dossier: Path, fois: str = "1") -> bytes:
    return pdf.rendre(*document(dossier, fois))


class Sources(moteur.SourcesFermees):
    """The same files, fonts and style sheets as they are kept."""

    def _police(self, nom: str) -> bytes:
        return ressources.lire(nom)

    def _feuille(self, nom: str) -> bytes:
        return ressources.lire(nom)


def naif(dossier: Path) -> bytes:
    """The same pages and the same tags; drawings within the page, tables that size themselves."""
    html, figures = document(dossier)
    html = FIGURE.sub(lambda lue: figures[lue[1]], html).replace(
        "</head>", f"{AUTOMATIQUES}</head>"
    )
    sources = Sources(html, figures, {})
    moteur.ecrire_par(moteur.LETTRES)
    rendu: bytes = HTML(string=html, base_url=pdf.ADRESSE, url_fetcher=sources).write_pdf(
        pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return rendu


def tout(_: Path, variante: str = "numerique") -> bytes:
    """From the database to the file."""
    return fabriquer(cahier(), Variante(variante)).pdf


def commande(dossier: Path) -> bytes:
    vers = dossier / "cahier.pdf"
    call_command("cahier", cahier().titre, equipe="demonstration", vers=vers, verbosity=0)
    return vers.read_bytes()


def main() -> int:
    quoi, dossier, *suite = sys.argv[1:]
    faire: dict[str, Callable[..., bytes | None]] = {
        un.__name__: un for un in (semer, preparer, nous, naif, tout, commande)
    }
    debut, calcul = time.perf_counter(), time.process_time()
    octets = faire[quoi](Path(dossier), *suite)
    mesure: dict[str, float] = {
        "calcul": time.process_time() - calcul,
        "temps": time.perf_counter() - debut,
        "memoire": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if octets:
        with Pdf.open(BytesIO(octets)) as lu:
            mesure |= {"pages": len(lu.pages), "octets": len(octets)}
    print(json.dumps(mesure))
    return 0


if __name__ == "__main__":
    sys.exit(main())
