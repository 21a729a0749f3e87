"""Which backups of a folder are kept: those of the last days, then one a week, one a month."""

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime
from pathlib import Path

# 7 days, 4 weeks and 3 months: what is erased after 90 days is hardly older in a backup.
JOURS, SEMAINES, MOIS = 7, 4, 3
NOM = re.compile(r"medlove-(\d{8}T\d{6})Z\.(?:tar\.gz|scellee)")


def nom_de(instant: datetime, *, scellee: bool) -> str:
    return f"medlove-{instant.astimezone(UTC):%Y%m%dT%H%M%S}Z.{'scellee' if scellee else 'tar.gz'}"


def du_dossier(dossier: Path) -> list[Path]:
    """Its backups by their names, the last made first; whatever else lies there is not ours."""
    trouvees = [un for un in dossier.iterdir() if NOM.fullmatch(un.name) and un.is_file()]
    return sorted(trouvees, key=lambda un: un.name[:24], reverse=True)


def a_garder(faites: Iterable[Path], nombre: int | None = None) -> list[Path]:
    """The `nombre` last ones; without a number, the last of each of the last seven days that
    have one, of the last four weeks, and of the last three months."""
    rangees = sorted(faites, key=lambda un: un.name, reverse=True)
    if nombre is not None:
        return rangees[:nombre]
    gardees: set[Path] = set()
    for combien, periode in _PERIODES:
        derniers: dict[Hashable, Path] = {}
        for une in rangees:
            derniers.setdefault(periode(_instant(une)), une)
        gardees |= set(list(derniers.values())[:combien])
    return [une for une in rangees if une in gardees]


def eclaircir(dossier: Path, nombre: int | None) -> list[Path]:
    """Delete those that are not to be kept; which."""
    faites = du_dossier(dossier)
    gardees = set(a_garder(faites, nombre))
    retirees = [une for une in faites if une not in gardees]
    for une in retirees:
        une.unlink(missing_ok=True)  # two backups at once thin out the same folder
    return retirees


def _instant(sauvegarde: Path) -> datetime:
    nom = NOM.fullmatch(sauvegarde.name)
    assert nom
    return datetime.strptime(nom[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


_PERIODES: list[tuple[int, Callable[[datetime], Hashable]]] = [
    (JOURS, lambda instant: instant.date()),
    (SEMAINES, lambda instant: instant.isocalendar()[:2]),
    (MOIS, lambda instant: (instant.year, instant.month)),
]
