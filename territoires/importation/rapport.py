"""What an import did, or would do, told in French."""

from collections.abc import Iterator

from territoires.importation.plan import Changement, Plan
from territoires.importation.refus import compter, nombre, typographier
from territoires.importation.reperes import nommer


def raconter(plan: Plan, *, essai: bool) -> str:
    """A heading, the three counts, then one line for each quartier created or changed."""
    return typographier("\n".join(_lignes(plan, essai)))


def _lignes(plan: Plan, essai: bool) -> Iterator[str]:
    total = sum(quartier.superficie_m2 for quartier in plan.quartiers)
    combien = compter(len(plan.quartiers), "quartier")
    yield f"{nommer(plan.code_insee)} : {combien}, {nombre(total / 1e6, 3)} km²"
    yield (
        f"créés : {len(plan.crees)}, modifiés : {len(plan.modifies)}, "
        f"inchangés : {len(plan.inchanges)}"
    )
    for verbe, changements in (("créé", plan.crees), ("modifié", plan.modifies)):
        yield from (_ligne(verbe, changement) for changement in changements)
    if deplaces := plan.lieux_a_reverifier():
        lieux = compter(deplaces, "lieu", "x")
        yield f"À vérifier, hors du nouveau contour de leur quartier : {lieux}."
    if essai:
        yield "Essai : rien n’a été écrit."


def _ligne(verbe: str, changement: Changement) -> str:
    quartier = changement.quartier
    return f"  {verbe} : n° {quartier.numero} {quartier.nom} ({' ; '.join(changement.motifs)})"
