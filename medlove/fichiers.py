"""Storage of the static files: hashed names, for the pages and for the modules they import."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

LEGERS = re.compile(r"(css|js|vendor/(?:idb|uqr))/.+\.(?:css|js)")
COMMENTAIRE_CSS = re.compile(r"/\*.*?\*/", re.DOTALL)
IMPORT_CSS = re.compile(r'@import url\("([\w-]+\.css)"\)( \w+)?;')
# « export * from » gathers; what gathered modules import of each other is then at hand.
MEMBRE_JS = re.compile(r'export \* from "\./([\w-]+\.js)";\n')
VOISIN_JS = re.compile(r'import \{[^}]*\} from "\./[\w-]+\.js";\n')
IMPORT_JS = re.compile(r'import \{[^}]*\} from "[^"]+";\n')


def alleger(nom: str, texte: str) -> str:
    """A sheet or a module without what is for readers: comments, indentation, line ends."""
    if nom.endswith(".js"):
        return str(jsmin(texte))
    lignes = (ligne.strip() for ligne in COMMENTAIRE_CSS.sub("", texte).splitlines())
    return "".join(f"{ligne}\n" for ligne in lignes if ligne)


class Allege:
    """The folder a file is collected from, giving a lighter text.

    A sheet comes with those it imports, a module with those it gathers: one request, and
    compressed as a whole. Names are then shared: a test reads the result.
    """

    def __init__(self, source: Storage) -> None:
        self.source = source

    def open(self, chemin: str) -> "ContentFile[bytes]":
        return ContentFile(self._lire(chemin).encode(), name=chemin)

    def _lire(self, chemin: str) -> str:
        dossier = chemin.rpartition("/")[0]
        texte = self._source(chemin)
        if chemin.endswith(".js"):
            return alleger(chemin, self._assembler(dossier, texte))
        leger = alleger(chemin, texte)
        return IMPORT_CSS.sub(lambda trouve: self._importer(dossier, *trouve.groups()), leger)

    def _source(self, chemin: str) -> str:
        with self.source.open(chemin) as fichier:
            lu: bytes = fichier.read()
        return lu.decode()

    def _importer(self, dossier: str, nom: str, media: str | None) -> str:
        feuille = self._lire(f"{dossier}/{nom}")
        return f"@media{media} {{\n{feuille}}}" if media else feuille

    def _assembler(self, dossier: str, texte: str) -> str:
        membres = MEMBRE_JS.findall(texte)
        corps = [VOISIN_JS.sub("", self._source(f"{dossier}/{membre}")) for membre in membres]
        # What comes from elsewhere is asked for first, as everywhere: Django reads it there.
        d_ailleurs = [ligne for un in corps for ligne in IMPORT_JS.findall(un)]
        return "".join(
            [*d_ailleurs, MEMBRE_JS.sub("", texte), *(IMPORT_JS.sub("", un) for un in corps)]
        )


class StatiquesHaches(CompressedManifestStaticFilesStorage):
    """Manifest storage that also rewrites the relative imports of native modules, and serves
    light files: the entry screen counts its bytes."""

    support_js_module_import_aggregation = True
    max_post_process_passes = 12  # one a step of the longest chain of imports, and one more

    def post_process(
        self, paths: dict[str, tuple[Any, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        legers = {
            nom: (Allege(source), chemin) if LEGERS.fullmatch(nom) else (source, chemin)
            for nom, (source, chemin) in paths.items()
        }
        yield from super().post_process(legers, dry_run, **options)
