"""The static files as a server gives them: collected, hashed, and nothing missing."""

import re
from pathlib import Path

from medlove.fichiers import alleger

RACINE = Path(__file__).resolve().parent.parent
IMPORT = re.compile(rb"""(?:from|import)\s*\(?["'](\.[^"']+)["']""")


def test_every_file_a_template_asks_for_is_there(manifeste: dict[str, str]):
    demandes = {
        nom
        for gabarit in (RACINE / "templates").rglob("*.html")
        for nom in re.findall(r"{% static ['\"](?!admin/)([^'\"]+)['\"]", gabarit.read_text())
    }
    assert demandes
    assert demandes - manifeste.keys() == set()


def test_our_modules_import_each_other_by_their_hashed_names(
    collectes: Path, manifeste: dict[str, str]
):
    nus = [
        f"{nom} → {importe.decode()}"
        for nom, hache in manifeste.items()
        if nom.startswith("js/") and nom.endswith(".js")
        for importe in IMPORT.findall((collectes / hache).read_bytes())
        if not re.search(rb"\.[0-9a-f]{12}\.js$", importe)
    ]
    assert not nus


def test_nothing_of_ours_is_loaded_from_another_host():
    ailleurs = [
        chemin.relative_to(RACINE).as_posix()
        for genre in ("css", "js")
        for chemin in (RACINE / "static" / genre).rglob(f"*.{genre}")
        if re.search(r"(url\(|import|from|fetch\()\s*[\"']?(https?:)?//", chemin.read_text())
    ]
    assert not ailleurs


def test_a_module_is_lightened_of_what_is_for_readers_only():
    module = '// Why.\nfunction f() {\n  return "// not a comment";\n}\n\n'
    assert alleger("js/f.js", module).strip() == 'function f(){return"// not a comment";}'
    assert alleger("css/f.css", "/* Why,\nand how. */\np {\n  margin: 0;\n}\n") == (
        "p {\nmargin: 0;\n}\n"
    )


def test_a_sheet_comes_with_those_it_imports(collectes: Path, manifeste: dict[str, str]):
    feuille = (collectes / manifeste["css/medlove.css"]).read_text()
    assert "@import" not in feuille
    assert ":root" in feuille
    assert feuille.count("@media print") >= 1
