"""Which besoins a place answers to, deduced from what a file says of it, to be read again.

Only for a place that an import creates: what a person noted of an entry is theirs.
The table beside this module says where its words come from.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import ManyToManyRel

from territoires.annuaire.schema import table
from territoires.models import Partenaire
from territoires.recherche import normaliser

DITS_PAR = ("services", "dispositif_programmes_nationaux", "typologie")
PAR_LOT = 500


def deduire(partenaire: Partenaire) -> list[str]:
    """The codes of its besoins, each once; none when nothing said is in the table."""
    codes: dict[str, None] = {}
    for champ in DITS_PAR:
        connus = {normaliser(dit): codes for dit, codes in table("besoins")[champ].items()}
        for valeur in getattr(partenaire, champ):
            codes.update(dict.fromkeys(connus.get(normaliser(valeur), [])))
    return list(codes)


def categories_nationales() -> dict[str, Any]:
    """The key of each category that every équipe may propose, by its code."""
    modele: Any = _relation().related_model
    return dict(modele.objects.filter(equipe=None, is_active=True).values_list("code", "pk"))


def relier(besoins: Iterable[tuple[Partenaire, Iterable[str]]]) -> None:
    """Say that partenaires just created answer to these categories, many rows a statement."""
    relation, categories = _relation(), categories_nationales()
    lien: Any = relation.through
    champ: Any = relation.field
    cle_categorie, cle_partenaire = champ.m2m_field_name(), champ.m2m_reverse_field_name()
    lien.objects.bulk_create(
        [
            lien(
                **{
                    f"{cle_categorie}_id": categories[code],
                    f"{cle_partenaire}_id": partenaire.pk,
                }
            )
            for partenaire, codes in besoins
            for code in codes
            if code in categories
        ],
        batch_size=PAR_LOT,
    )


def _relation() -> ManyToManyRel:
    """Where categories hang: they are above this room, which knows them by their name alone."""
    return Partenaire._meta.get_field("categories")
