"""What an import of partenaires did, or would do, told in French."""

from collections.abc import Iterator

from territoires.annuaire.plan import Plan
from territoires.importation.refus import compter, typographier


def raconter(plan: Plan, *, essai: bool) -> str:
    """The four counts, then the rows refused with their reason and the corrections kept."""
    return typographier("\n".join(_lignes(plan, essai)))


def _lignes(plan: Plan, essai: bool) -> Iterator[str]:
    yield f"{plan.tableau.genre} : {compter(len(plan.tableau.lignes), plan.tableau.unite)}"
    comptes = (
        f"créés : {len(plan.crees)}, modifiés : {len(plan.modifies)}, "
        f"inchangés : {len(plan.inchanges)}, refusés : {len(plan.refuses)}"
    )
    yield f"{comptes}, la nôtre : {len(plan.passes)}" if plan.passes else comptes
    if plan.besoins_deduits:
        fiches = compter(len(plan.besoins_deduits), "fiche")
        yield f"Besoins déduits des services, à relire : {fiches}."
    unite = plan.tableau.unite
    for refus in plan.refuses:
        yield f"  refusé, {unite} {refus.numero} : {refus.nom or 'sans nom'} ({refus.motif})"
    for refus in plan.passes:
        yield f"  {unite} {refus.numero} : {refus.nom} ({refus.motif})"
    for refus in plan.non_prises:
        yield f"  valeur non reprise, {unite} {refus.numero} : {refus.nom} ({refus.motif})"
    for entree in plan.corriges_ici:
        champs = ", ".join(ecart.libelle for ecart in entree.gardes)
        yield f"  corrigé ici et gardé, {unite} {entree.numero} : {entree.partenaire} ({champs})"
    if plan.tableau.ignorees:
        yield f"Colonnes non reprises : {', '.join(plan.tableau.ignorees)}."
    if essai:
        yield "Essai : rien n’a été écrit."
