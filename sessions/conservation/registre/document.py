"""The registry as the tables of docs/conservation.md."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps

from medlove.delais import Delais
from sessions.conservation.etapes import ETAPES
from sessions.conservation.registre import TABLES
from sessions.conservation.registre.regle import Duree, Nature, Table

DEBUT = "<!-- registre : écrit par « manage.py registre », ne pas modifier à la main -->"
FIN = "<!-- fin du registre -->"
DANS_L_ORDRE = (Nature.IDENTIFIANT, Nature.LIBRE, Nature.GROSSIER, Nature.TECHNIQUE)


def en_markdown() -> str:
    """Between its two marks: what leaves by each step, then every table, field by field."""
    parties = ["## Ce qui s’efface", _etapes(), "## Champ par champ", *map(_table, TABLES)]
    return "\n\n".join([DEBUT, *parties, FIN]) + "\n"


def dans(document: str) -> str:
    """The same document with its registry up to date. Raises ValueError without its marks."""
    debut, fin = document.index(DEBUT), document.index(FIN)
    return document[:debut] + en_markdown().rstrip("\n") + document[fin + len(FIN) :]


def _etapes() -> str:
    lignes = [f"| {une.libelle} | {une.regle(Delais())} | `{une.code}` |" for une in ETAPES]
    return "\n".join(["| quoi | au plus tard | étape |", "|---|---|---|", *lignes])


def _table(table: Table) -> str:
    nom = apps.get_model(table.modele)._meta.verbose_name
    lignes = [f"### {str(nom).capitalize()}", f"{table.quoi} (`{table.modele}`)."]
    return "\n\n".join([*lignes, "\n".join(_rangs(table))])


def _rangs(table: Table) -> Iterable[str]:
    """One row a nature and a time; technical fields of the same come together, last."""
    groupes: dict[tuple[int, Duree], list[str]] = defaultdict(list)
    for nom, regle in table.champs.items():
        groupes[DANS_L_ORDRE.index(regle.nature), regle.duree].append(f"`{nom}`")
    yield "| nature | champs | jusqu’à |"
    yield "|---|---|---|"
    for (rang, duree), noms in sorted(groupes.items(), key=lambda un: un[0][0]):
        yield f"| {DANS_L_ORDRE[rang].value} | {', '.join(noms)} | {_jusqu_a(duree)} |"


def _jusqu_a(duree: Duree) -> str:
    if not duree.etape:
        return duree.tant_que
    [etape] = [une for une in ETAPES if une.code == duree.etape]
    return etape.regle(Delais())
