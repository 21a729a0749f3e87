"""The planted faults: each breaks one rule of the outbox, and a named test must turn red.

To add one: the file, a text that stands there once, what takes its place, and the test that
must say no. `postgresql` when only a database that runs transactions side by side can show it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Faute:
    nom: str
    fichier: str
    texte: str
    a_la_place: str
    test: str
    """A pytest node, or "file.test.js: name of the test"."""
    longue: bool = False
    postgresql: bool = False


JS = "tests/js/terrain"
DE_FIGER = "await tx.objectStore(ATTENTE).put({ ...entree, fige: true });"
TERRAIN = "static/js/terrain"

FAUTES = [
    Faute(
        "drop before acknowledgement",
        f"{TERRAIN}/file.js",
        DE_FIGER,
        DE_FIGER.replace("put({ ...entree, fige: true })", "delete(entree.rang)"),
        f"{JS}/envoi.test.js: a failure keeps everything, says why, and is tried again",
    ),
    Faute(
        "match by id without empreinte",
        f"{TERRAIN}/file.js",
        "if (rendus.has(`${element.id} ${element.empreinte}`)) await magasin.delete(rang);",
        "if (verdicts.some((v) => v.id === element.id)) await magasin.delete(rang);",
        f"{JS}/file.test.js: 23 only what is acknowledged by id and empreinte leaves",
    ),
    Faute(
        "sent copy kept with its note",
        f"{TERRAIN}/copies.js",
        "donnees: sansNote",
        "donnees",
        f"{JS}/registre.test.js: copies hold no note",
    ),
    Faute(
        "forget the équipe filter, on the tablet",
        f"{TERRAIN}/file.js",
        "entree.equipe === equipe && !premieres",
        "!premieres",
        f"{JS}/file.test.js: 36 what was written in an équipe never leaves with another",
    ),
    Faute(
        "forget the équipe filter, on the server",
        "sessions/terrain/lots/jugement.py",
        "elif ligne and ligne.equipe != equipe.pk:",
        "elif ligne and False:",
        "tests/sessions/terrain/test_verdicts.py",
        longue=True,
    ),
    Faute(
        "expire after 7 days",
        f"{TERRAIN}/file.js",
        "const { id } = entree.element;",
        "const { id, saisi_le } = entree.element;\n"
        "        if (Date.now() - Date.parse(saisi_le) > 604_800_000) continue;",
        f"{JS}/registre.test.js: waiting records never expire",
    ),
    Faute(
        "two flushers",
        f"{TERRAIN}/envoi.js",
        'return this.verrous ? this.verrous.request("medlove-envoi", tache) : tache();',
        "return tache();",
        f"{JS}/verrou.test.js: 6 two tabs flush: one sends at a time, and the other follows",
    ),
    Faute(
        "success before oncomplete",
        f"{TERRAIN}/base.js",
        "      await finie;\n",
        "",
        f"{JS}/base.test.js: nothing is called kept before the transaction is complete",
    ),
    Faute(
        "no unique constraint",
        "sessions/migrations/0001_initial.py",
        "fields=('equipe', 'element', 'empreinte'), name='reception_unique'",
        "fields=('equipe', 'element', 'empreinte', 'id'), name='reception_unique'",
        "tests/sessions/terrain/test_concurrence.py::"
        "test_5_the_same_invalid_element_posted_by_8_senders_at_once_is_set_aside_once",
        longue=True,
        postgresql=True,
    ),
    Faute(
        "check-then-insert",
        "sessions/terrain/lots/reception.py",
        "for traiter in (_tout_neuf, _traiter, _un_par_un):",
        "for traiter in (_traiter,):",
        "tests/sessions/terrain/test_concurrence.py::"
        "test_5_the_same_lot_posted_by_8_senders_at_once_makes_one_row_each",
        longue=True,
        postgresql=True,
    ),
    Faute(
        "worker caches half a version",
        "static/js/travailleur.js",
        "await magasin.addAll(demandes);",
        "await Promise.allSettled(demandes.map((demande) => magasin.add(demande)));",
        "tests/navigateur/pannes/test_versions.py::"
        "test_09_one_file_of_the_new_version_fails_and_the_old_one_works_off_line",
        longue=True,
    ),
]
