"""A table that crosses two questions, with its counted margins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sessions.statistiques.effectifs import FINE, Part, lire_part, repartir
from sessions.statistiques.figures.aspects import Echelle
from sessions.statistiques.mesures import TOUT
from sessions.statistiques.mesures.croisement import Cle
from sessions.statistiques.mesures.dimensions import Modalites
from sessions.statistiques.table import Ligne, Table
from sessions.statistiques.tables.redaction import RIEN, Redaction

PARTS_DE_LA_LIGNE = Echelle((5, 15, 30, 50), f"{FINE}%")
# Under so many in a row, a share would tell what chance alone explains.
TEINTEE_A_PARTIR_DE = 10


@dataclass(frozen=True, slots=True)
class Teinte:
    """The share of a cell in its row, as it is read, and its class of tint, 0 to 4, if any."""

    part: str
    classe: int | None


@dataclass(frozen=True, slots=True)
class Matrice:
    """`teintes` has one row a row of the table, one tint a column, the margin left out."""

    table: Table
    teintes: tuple[tuple[Teinte, ...], ...] = ()


def matrice(
    redaction: Redaction,
    code: str,
    titre: str,
    quoi: str,
    *,
    lignes: Modalites,
    colonnes: Modalites,
    comptes: Mapping[Cle, int],
    notes: Iterable[str] = (),
) -> Matrice:
    """What was never told makes neither row nor column."""
    lignes = {cle: nom for cle, nom in lignes.items() if comptes.get((cle, TOUT))}
    colonnes = {cle: nom for cle, nom in colonnes.items() if comptes.get((TOUT, cle))}
    en_ligne = [*colonnes, TOUT]
    table = Table(
        code=code,
        titre=titre,
        compte=redaction.compte(quoi),
        colonnes=(*colonnes.values(), "Ensemble"),
        lignes=tuple(
            Ligne(
                cle,
                nom,
                tuple(redaction.nombre(comptes.get((cle, une), 0)) for une in en_ligne),
            )
            for cle, nom in lignes.items()
        ),
        ensemble=Ligne(
            "",
            "Ensemble",
            tuple(redaction.nombre(comptes.get((TOUT, une), 0)) for une in en_ligne),
        ),
        notes=tuple(notes) if lignes else (*notes, RIEN),
    )
    return Matrice(
        table,
        tuple(
            _teintes(
                redaction,
                [comptes.get((cle, une), 0) for une in colonnes],
                comptes[cle, TOUT],
            )
            for cle in lignes
        ),
    )


def _teintes(redaction: Redaction, nombres: Sequence[int], ensemble: int) -> tuple[Teinte, ...]:
    """Of one row. Where its cells make up the whole, their shares add up to 100."""
    if ensemble < TEINTEE_A_PARTIR_DE:
        return (Teinte("", None),) * len(nombres)
    if sum(nombres) == ensemble:
        parts = repartir(nombres, redaction.lecture)
    else:
        parts = [lire_part(nombre, ensemble, redaction.lecture) for nombre in nombres]
    return tuple(map(_teinte, nombres, parts))


def _teinte(nombre: int, part: Part) -> Teinte:
    """Decided on what is read only: a hidden count has neither share nor tint."""
    if nombre == 0 or part.points is None:
        return Teinte("", None)
    return Teinte(part.texte, PARTS_DE_LA_LIGNE.classe(part.points))
