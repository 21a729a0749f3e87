"""Faults of the tablet: its outbox, its base, its service worker."""

from tests.fautes.faute import Changement, Faute

STATIQUES = "static/js"
ESSAIS = "tests/js/terrain"
DE_FIGER = "await tx.objectStore(ATTENTE).put({ ...entree, fige: true });"
ACQUITTER = "if (rendus.has(`${element.id} ${element.empreinte}`)) await magasin.delete(rang);"
VERROU = 'return this.verrous ? this.verrous.request("medlove-envoi", tache) : tache();'


def _dans(fichier: str, ancien: str, nouveau: str) -> list[Changement]:
    return [Changement(f"{STATIQUES}/{fichier}", ancien, nouveau)]


FAUTES = [
    Faute(
        "drop before acknowledgement",
        f"{ESSAIS}/envoi.test.js::a failure keeps everything, says why, and is tried again",
        _dans(
            "terrain/file.js",
            DE_FIGER,
            DE_FIGER.replace("put({ ...entree, fige: true })", "delete(entree.rang)"),
        ),
        courante=True,
    ),
    Faute(
        "match by id without empreinte, on the tablet",
        f"{ESSAIS}/file.test.js::23 only what is acknowledged by id and empreinte leaves",
        _dans(
            "terrain/file.js",
            ACQUITTER,
            "if (verdicts.some((v) => v.id === element.id)) await magasin.delete(rang);",
        ),
    ),
    Faute(
        "sent copy kept with its note",
        f"{ESSAIS}/registre.test.js::copies hold no note",
        _dans("terrain/copies.js", "donnees: sansNote", "donnees"),
    ),
    Faute(
        "forget the équipe filter, on the tablet",
        f"{ESSAIS}/file.test.js::36 what was written in an équipe never leaves with another",
        _dans("terrain/file.js", "entree.equipe === equipe && !premieres", "!premieres"),
    ),
    Faute(
        "expire after 7 days",
        f"{ESSAIS}/registre.test.js::waiting records never expire",
        _dans(
            "terrain/file.js",
            "const { id } = entree.element;",
            "const { id, saisi_le } = entree.element;\n"
            "        if (Date.now() - Date.parse(saisi_le) > 604_800_000) continue;",
        ),
    ),
    Faute(
        "two flushers",
        f"{ESSAIS}/verrou.test.js::6 two tabs flush: one sends at a time, and the other follows",
        _dans("terrain/envoi.js", VERROU, "return tache();"),
    ),
    Faute(
        "success before oncomplete",
        f"{ESSAIS}/base.test.js::nothing is called kept before the transaction is complete",
        _dans("terrain/base.js", "      await finie;\n", ""),
    ),
    Faute(
        "worker caches half a version",
        "tests/navigateur/pannes/test_versions.py::"
        "test_09_one_file_of_the_new_version_fails_and_the_old_one_works_off_line",
        _dans(
            "travailleur.js",
            "await magasin.addAll(demandes);",
            "await Promise.allSettled(demandes.map((demande) => magasin.add(demande)));",
        ),
    ),
]
