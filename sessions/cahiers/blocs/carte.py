"""The map of the period: every rencontre, or one domain, by quartier or by secteur."""

from dataclasses import replace

from sessions.cahiers.blocs.besoins import lignes_des_domaines
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.lecture import (
    annuelle,
    enumerer,
    notes,
    partielle,
    premieres,
    rien,
    sans_sortie,
    tient,
    tu,
    visites,
)
from sessions.cahiers.matiere import Matiere
from sessions.publication.catalogue import Cle
from sessions.publication.dehors.carte import SANS_PART_DITE, echelle_de, reperes, zones_lues
from sessions.publication.tables import Feuillet
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.figures.aspects import PAPIER, Aspect
from sessions.statistiques.figures.carte import Zone, carte_svg
from sessions.statistiques.figures.figure import Figure
from sessions.statistiques.table import Ligne, Table

A_L_ANNEE = (
    f"Sous 1{FINE}000 rencontres par an, un trimestre ne dit que ce que l’équipe a fait{FINE}: les "
    "demandes sont comptées à l’année, pour que personne ne soit reconnu."
)
PLACE_DU_QUARTIER = (
    "Le quartier est celui de la halte, pas celui où la personne habite. La carte dit nos sorties "
    "autant que les besoins."
)


def carte(matiere: Matiere) -> Bloc | None:
    """Rencontres: T1 of a year, T6 of a trimestre."""
    lu, titre = matiere.feuillet, "Les rencontres, là où nous étions"
    table = _table(lu)
    if not table:
        return None if annuelle(lu) else rien("carte", titre, A_L_ANNEE)
    lieux = visites(matiere, table)
    lignes = [Ligne(lieu, lu.noms[lieu], (lu.lue(Cle(table, lieu)),)) for lieu in lieux]
    en_tete = premieres(lignes)
    if not en_tete:
        return tu("carte", titre, lignes)
    ou = enumerer([une.libelle for une in en_tete])
    phrase = f"Là où nous avons fait le plus de rencontres{FINE}: {ou}, {_nombre(en_tete)}."
    return Bloc(
        code="carte",
        titre=titre,
        phrase=phrase,
        figure=_figure(matiere, table, "", titre, phrase),
        table=Table(
            code="carte",
            titre=titre,
            compte=f"Rencontres, {matiere.periode.libelle}.",
            colonnes=("Rencontres",),
            lignes=tuple(lignes),
            notes=notes(matiere, lignes, PLACE_DU_QUARTIER, *sans_sortie(matiere, lieux)),
        ),
    )


def carte_du_domaine(matiere: Matiere) -> Bloc | None:
    """In a year, the share of the domain most heard in the city, by territoire."""
    lu, code = matiere.feuillet, "carte_du_domaine"
    domaine = next(iter(premieres(lignes_des_domaines(lu))), None)
    if not tient(lu, "T1", "domaine") or domaine is None:
        return None
    titre = f"«{FINE}{domaine.libelle}{FINE}», quartier par quartier"
    lieux = visites(matiere, "T1")
    lignes = [_du_domaine(lu, lieu, domaine.code) for lieu in lieux]
    en_tete = premieres([replace(une, cellules=une.cellules[::-1]) for une in lignes])
    if not en_tete:
        return tu(code, titre, lignes)
    ou = enumerer([une.libelle for une in en_tete])
    phrase = (
        f"La plus grande part de rencontres portant «{FINE}{domaine.libelle}{FINE}»{FINE}: "
        f"{ou}, {en_tete[0].cellules[0].texte}."
    )
    return Bloc(
        code=code,
        titre=titre,
        phrase=phrase,
        figure=_figure(matiere, "T1", domaine.code, titre, phrase),
        table=Table(
            code=code,
            titre=titre,
            compte=f"Rencontres, {matiere.periode.libelle}.",
            colonnes=("Portant ce besoin", "Toutes", "Part"),
            lignes=tuple(lignes),
            notes=notes(matiere, lignes, PLACE_DU_QUARTIER, *sans_sortie(matiere, lieux)),
        ),
    )


def _du_domaine(lu: Feuillet, lieu: str, domaine: str) -> Ligne:
    portant, toutes = Cle("T1", lieu, "domaine", domaine), Cle("T1", lieu)
    return Ligne(lieu, lu.noms[lieu], (lu.lue(portant), lu.lue(toutes), lu.part(portant, toutes)))


def _table(lu: Feuillet) -> str:
    return next((une for une in ("T1", "T6") if tient(lu, une)), "")


def _nombre(en_tete: list[Ligne]) -> str:
    texte = en_tete[0].cellules[0].texte
    return f"{texte} à chaque fois" if len(en_tete) > 1 else texte


def _figure(matiere: Matiere, table: str, domaine: str, titre: str, phrase: str) -> Figure | None:
    if not matiere.contours:
        return None
    lu = matiere.feuillet
    lieux = visites(matiere, table)
    zones = [
        _a_sa_place(matiere, zone, lieux)
        for zone in zones_lues(lu, matiere.contours, table, domaine)
    ]
    dits = {
        Aspect.MASQUE: f"{lu.masque}, ou tu",
        Aspect.SANS_DONNEE: SANS_PART_DITE,
        Aspect.ZERO: Aspect.ZERO.libelle,
        Aspect.JAMAIS: Aspect.JAMAIS.libelle,
        Aspect.HORS_CHOIX: "Hors de ce cahier",
    }
    svg = carte_svg(
        zones,
        titre=phrase,
        description=titre,
        identifiant=f"carte-{domaine or 'toutes'}",
        encres=PAPIER,
        legende=reperes(zones, echelle_de(domaine), dits),
    )
    return Figure(svg, phrase)


def _a_sa_place(matiere: Matiere, zone: Zone, lieux: list[str]) -> Zone:
    """Out of the cahier, or where no sortie went, which is public: no figure stands there."""
    aspect = None
    if partielle(matiere) and zone.cle not in matiere.territoires:
        aspect = Aspect.HORS_CHOIX
    elif zone.cle not in lieux:
        aspect = Aspect.JAMAIS
    if aspect is None:
        return zone
    dit = f"{zone.nom}{FINE}: {aspect.libelle.lower()}."
    return replace(zone, aspect=aspect, classe=None, texte="", description=dit)
