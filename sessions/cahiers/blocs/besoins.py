"""What was asked: domains and familles of besoin, over the city."""

from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere
from sessions.publication.catalogue import TOUTES, VILLE, Cle
from sessions.statistiques.figures.barres import Barre, barres
from sessions.statistiques.table import Ligne, Table


def domaines(matiere: Matiere) -> Bloc:
    """Rencontres by domain: T1 of a year, T2 of a trimestre."""
    lu = matiere.feuillet
    table = "T1" if lu.a("T1") else "T2"
    lignes = []
    for code, mot in lu.libelles["domaine"].items():
        cle = Cle(table, VILLE, "domaine", code)
        lignes.append(Ligne(code, mot, (lu.lue(cle), lu.part(cle, TOUTES))))
    dits = ", ".join(f"{une.libelle} {une.cellules[1].texte}" for une in lignes)
    phrase = f"Part des rencontres par domaine de besoin\u202f: {dits}."
    return Bloc(
        code="domaines",
        titre="Les domaines de besoin",
        phrase=phrase,
        figure=barres(
            [Barre(une.libelle, une.cellules[1].nombre, une.cellules[1].texte) for une in lignes],
            phrase,
        ),
        table=Table(
            code="domaines",
            titre="Rencontres où le besoin a été dit, par domaine",
            compte=f"Rencontres, {matiere.periode.libelle}.",
            colonnes=("Rencontres", "Part"),
            lignes=tuple(lignes),
        ),
    )
