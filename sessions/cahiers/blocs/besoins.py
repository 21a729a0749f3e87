"""What was asked: domains and familles of besoin."""

from medlove.templatetags.francais import accord
from sessions.cahiers.blocs.bloc import Bloc, plus_grandes
from sessions.cahiers.blocs.lecture import (
    combien,
    de_la_ville,
    decroissantes,
    la_plus_notee,
    noms,
    notes,
    premieres,
    reponses,
    sans_sortie,
    sur_dix,
    tient,
    tu,
    visites,
)
from sessions.cahiers.blocs.question import Question, bloc_de, dessin_de
from sessions.cahiers.matiere import Matiere
from sessions.nomenclatures.listes import AUTRE_FAMILLE
from sessions.publication.catalogue import TOUTES, Cle
from sessions.publication.tables import PLUSIEURS, Feuillet
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.figures.colonnes import Colonne
from sessions.statistiques.figures.matrice import Rangee, matrice
from sessions.statistiques.table import Ligne, Table

FAMILLES = Question(
    code="familles",
    titre="Les familles de besoin, dans la ville",
    table="T2",
    axe="famille",
    debuts=("La famille de besoin la plus entendue", "Les familles de besoin les plus entendues"),
    plusieurs=True,
    a_part=AUTRE_FAMILLE,
)


def lignes_des_domaines(lu: Feuillet) -> list[Ligne]:
    """Over the city: T1 of a year, T2 of a trimestre; none where neither is counted."""
    table = next((une for une in ("T1", "T2") if tient(lu, une, "domaine")), "")
    if not table:
        return []
    return [ligne for _, ligne in reponses(lu, table, "domaine", TOUTES)]


def domaines(matiere: Matiere) -> Bloc | None:
    """Rencontres by domain, over the city."""
    code, titre = "domaines", "Les domaines de besoin, dans la ville"
    lignes = decroissantes(lignes_des_domaines(matiere.feuillet))
    if not lignes:
        return None
    en_tete = premieres(lignes)
    if not en_tete:
        return tu(code, titre, lignes)
    phrase = f"{_debut(en_tete)}{FINE}: {noms(en_tete)}, {_combien(matiere, en_tete)}."
    return Bloc(
        code=code,
        titre=titre,
        phrase=phrase,
        figure=dessin_de(lignes, en_tete, phrase),
        table=Table(
            code=code,
            titre=titre,
            compte=f"Rencontres de toute la ville, {matiere.periode.libelle}.",
            colonnes=("Rencontres", "Part"),
            lignes=tuple(lignes),
            notes=notes(matiere, lignes, *de_la_ville(matiere), PLUSIEURS),
        ),
    )


def _debut(en_tete: list[Ligne]) -> str:
    if len(en_tete) > 1:
        return "Les domaines de besoin les plus entendus"
    return "Le domaine de besoin le plus entendu"


def _combien(matiere: Matiere, en_tete: list[Ligne]) -> str:
    """« dans 4 rencontres sur 10 (720 sur 1 800) » where it may be told so."""
    nombre, part = en_tete[0].cellules
    dixiemes, toutes = sur_dix(part), matiere.feuillet.lue(TOUTES)
    if dixiemes is None or len(en_tete) > 1:
        return f"dans {combien(en_tete, toutes, 'rencontre')}"
    rencontres = accord(dixiemes, "rencontre")
    return f"dans {dixiemes} {rencontres} sur 10 ({nombre.texte} sur {toutes.texte})"


def familles(matiere: Matiere) -> Bloc | None:
    """Rencontres by famille, over the city, in a year of many rencontres."""
    return bloc_de(matiere, FAMILLES) if tient(matiere.feuillet, "T2", "famille") else None


def domaines_par_quartier(matiere: Matiere) -> Bloc | None:
    """Rencontres by territoire and domain, in a year."""
    lu, code = matiere.feuillet, "domaines_par_quartier"
    titre = "Les besoins, quartier par quartier"
    if not tient(lu, "T1", "domaine"):
        return None
    mots, lieux = lu.libelles["domaine"], visites(matiere, "T1")
    lignes = [
        Ligne(
            lieu,
            lu.noms[lieu],
            tuple(
                lu.lue(cle)
                for cle in (Cle("T1", lieu), *(Cle("T1", lieu, "domaine", mot) for mot in mots))
            ),
        )
        for lieu in lieux
    ]
    phrase = _la_plus_grande(lignes, list(mots.values()))
    if not phrase:
        return tu(code, titre, lignes)
    return Bloc(
        code=code,
        titre=titre,
        phrase=phrase,
        figure=matrice(
            [
                Rangee(une.libelle, [Colonne(lue.nombre, lue.texte) for lue in une.cellules[1:]])
                for une in plus_grandes(lignes)
            ],
            list(mots.values()),
            phrase,
        ),
        table=Table(
            code=code,
            titre=titre,
            compte=f"Rencontres, {matiere.periode.libelle}.",
            colonnes=("Toutes", *mots.values()),
            lignes=tuple(lignes),
            notes=notes(matiere, lignes, PLUSIEURS, *sans_sortie(matiere, lieux)),
        ),
    )


def _la_plus_grande(lignes: list[Ligne], mots: list[str]) -> str:
    """Where one domain was heard most; empty when nothing may be told."""
    if not (dite := la_plus_notee(lignes, mots)):
        return ""
    lue, lieu, mot = dite
    return (
        f"Là où un même besoin revient le plus{FINE}: {lieu}, «{FINE}{mot}{FINE}», "
        f"{lue.texte} rencontres."
    )
