"""What somebody who writes SQL may do to the journal, behind the back of the models."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils import timezone

from medlove.journal import consigner
from medlove.journal.models import Journal
from medlove.models import Equipe, Utilisateur

TABLE = Journal._meta.db_table
CHAMPS = ["quand", "equipe_id", "acteur", "action", "objet", "filtre", "lignes", "detail", "sceau"]
LOIN = 1_000_000


def ecrire(combien: int, equipe: Equipe | None = None, par: Utilisateur | None = None) -> None:
    """So many lines that resemble those of a day."""
    for rang in range(combien):
        consigner(
            ["export", "notes_lues", "membre.change"][rang % 3],
            equipe=equipe,
            par=par,
            objet=f"sortie:{rang}",
            filtre=f"page={rang}",
            lignes=rang,
            forme="csv",
            n=rang,
        )


def sql(ordre: str, *valeurs: Any) -> None:
    with connection.cursor() as curseur:
        curseur.execute(ordre.format(table=TABLE), valeurs)


def modifier(rang: int, champ: str, valeur: Any) -> None:
    lu = Journal._meta.get_field(champ.removesuffix("_id"))
    sql(
        f"UPDATE {{table}} SET {champ} = %s WHERE rang = %s",
        lu.get_db_prep_save(valeur, connection),
        rang,
    )


def retirer(rang: int, jusqu_a: int | None = None) -> None:
    sql("DELETE FROM {table} WHERE rang BETWEEN %s AND %s", rang, jusqu_a or rang)


def decaler(depuis: int, de: int) -> None:
    """Number the lines again, in two steps: a number is never given twice."""
    sql("UPDATE {table} SET rang = rang + %s WHERE rang >= %s", LOIN, depuis)
    sql("UPDATE {table} SET rang = rang - %s WHERE rang >= %s", LOIN - de, LOIN)


def permuter(une: int, autre: int) -> None:
    """The words of two lines, each with its seal, in the place of each other."""
    for de, vers in ((une, LOIN), (autre, une), (LOIN, autre)):
        sql("UPDATE {table} SET rang = %s WHERE rang = %s", vers, de)


def copier(depuis: int, vers: int, **changes: Any) -> None:
    """A line put in at `vers`, the others pushed; it keeps the seal of the one it copies."""
    decaler(vers, 1)
    copiee = Journal.objects.get(rang=depuis + 1 if depuis >= vers else depuis)
    noms = ["rang", *CHAMPS]
    valeurs = {nom: getattr(copiee, nom) for nom in noms} | {"rang": vers} | changes
    sql(
        f"INSERT INTO {{table}} ({', '.join(noms)}) VALUES ({', '.join(['%s'] * len(noms))})",
        *(
            Journal._meta.get_field(nom.removesuffix("_id")).get_db_prep_save(
                valeurs[nom], connection
            )
            for nom in noms
        ),
    )


def autre_valeur(champ: str, equipe: Equipe) -> Any:
    """Something else than what `ecrire` wrote there."""
    autres: dict[str, Callable[[], Any]] = {
        "quand": lambda: timezone.now().replace(microsecond=0, year=2020),
        "equipe_id": lambda: equipe.pk,
        "acteur": lambda: equipe.pk,
        "action": lambda: "purge",
        "objet": lambda: "sortie:autre",
        "filtre": lambda: "page=999",
        "lignes": lambda: 999,
        "detail": lambda: {"forme": "csv", "n": 999},
        "sceau": lambda: "0" * 64,
    }
    return autres[champ]()
