"""Storage of the static files: hashed names, for the pages and for the modules they import."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

NOS_FEUILLES = re.compile(r"(css|js)/.+\.(css|js)")
COMMENTAIRE_CSS = re.compile(r"/\*.*?\*/", re.DOTALL)


def alleger(nom: str, texte: str) -> str:
    """A sheet or a module of ours without its comments, indentation and empty lines.

    Only whole lines of comment leave a module, and no string of ours runs over several lines
    (a test holds it): nothing has to be understood of the language to do so safely.
    """
    if nom.endswith(".css"):
        texte = COMMENTAIRE_CSS.sub("", texte)
    lignes = (ligne.strip() for ligne in texte.splitlines())
    return "".join(f"{ligne}\n" for ligne in lignes if ligne and not ligne.startswith("//"))


class Allege:
    """The folder a file is collected from, giving a lighter text."""

    def __init__(self, source: Storage) -> None:
        self.source = source

    def open(self, chemin: str) -> "ContentFile[bytes]":
        with self.source.open(chemin) as fichier:
            texte = fichier.read().decode()
        return ContentFile(alleger(chemin, texte).encode(), name=chemin)


class StatiquesHaches(CompressedManifestStaticFilesStorage):
    """Manifest storage that also rewrites the relative imports of native modules.

    Comments are for readers: what is served leaves them behind, since the entry screen
    counts its bytes.
    """

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, tuple[Any, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        legers = {
            nom: (Allege(source), chemin) if NOS_FEUILLES.fullmatch(nom) else (source, chemin)
            for nom, (source, chemin) in paths.items()
        }
        yield from super().post_process(legers, dry_run, **options)
