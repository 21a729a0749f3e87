"""A year by trimestre: rencontres of each quartier, side by side on one scale."""

from sessions.cahiers.blocs.bloc import Bloc, plus_grandes
from sessions.cahiers.blocs.lecture import notes, rang, sans_sortie, tu, visites
from sessions.cahiers.matiere import Matiere
from sessions.periodes import Periode
from sessions.publication.catalogue import Cle
from sessions.publication.tables import Feuillet
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.figures.colonnes import Bande, Colonne
from sessions.statistiques.figures.multiples import multiples
from sessions.statistiques.table import Ligne, Table


def trimestres(matiere: Matiere) -> Bloc | None:
    """T6 of the trimestres of a year; nothing of a trimestre alone, nor of a small season."""
    lu, code, titre = matiere.feuillet, "trimestres", "De trimestre en trimestre"
    tenus = _tenus(lu, matiere.territoires)
    if lu.periode in tenus or not tenus:
        return None
    lieux = visites(matiere, "T6", tenus)
    lignes = [
        Ligne(lieu, lu.noms[lieu], tuple(lu.lue(Cle("T6", lieu), un) for un in tenus))
        for lieu in lieux
    ]
    phrase = _la_plus_grande(lignes, tenus)
    if not phrase:
        return tu(code, titre, lignes)
    return Bloc(
        code=code,
        titre=titre,
        phrase=phrase,
        figure=multiples(
            [
                Bande(une.libelle, [Colonne(lue.nombre, lue.texte) for lue in une.cellules])
                for une in plus_grandes(lignes)
            ],
            [un.partition("-")[2] for un in tenus],
            phrase,
        ),
        table=Table(
            code=code,
            titre=titre,
            compte=f"Rencontres, {matiere.periode.libelle}.",
            colonnes=tuple(Periode.lire(un).libelle for un in tenus),
            lignes=tuple(lignes),
            notes=notes(matiere, lignes, *sans_sortie(matiere, lieux)),
        ),
    )


def _tenus(lu: Feuillet, lieux: tuple[str, ...]) -> list[str]:
    """The trimestres that tell at least one of these territoires."""
    return [
        un for un in lu.trimestres if any((un, Cle("T6", lieu)) in lu.valeurs for lieu in lieux)
    ]


def _la_plus_grande(lignes: list[Ligne], tenus: list[str]) -> str:
    """The trimestre of a quartier that has most; empty when nothing may be told."""
    dites = [
        (rang(lue), une.libelle, quand, lue.texte)
        for une in lignes
        for quand, lue in zip(tenus, une.cellules, strict=True)
        if lue.nombre
    ]
    if not dites:
        return ""
    _, lieu, quand, texte = max(dites, key=lambda une: une[0])
    return (
        f"Le plus de rencontres en un trimestre{FINE}: {lieu}, {texte} au "
        f"{Periode.lire(quand).libelle}."
    )
