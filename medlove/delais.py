"""How long what is kept is kept: one delay a rule, each read from the environment.

A delay may be shortened, never lengthened: `PLAFONDS` are what the product promises, and
`medlove.checks` holds them.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Delais:
    """Days or months, as the name says: of each rule, the longest that may be."""

    notes_jours: int = 90
    auteurs_jours: int = 90
    envies_jours: int = 30
    bruts_jours: int = 30
    rencontres_mois: int = 24
    bilans_mois: int = 24
    journal_mois: int = 12

    @classmethod
    def lus(cls, env_int: Callable[..., int]) -> "Delais":
        """Those of the environment: MEDLOVE_NOTES_JOURS, MEDLOVE_RENCONTRES_MOIS…"""
        return cls(**{nom: env_int(reglage(nom), au_plus, 1) for nom, au_plus in PLAFONDS.items()})

    def trop_longs(self) -> list[tuple[str, int, int]]:
        """(setting, what it says, the most it may say) of each delay beyond its rule."""
        dits = asdict(self)
        return [
            (reglage(nom), dits[nom], au_plus)
            for nom, au_plus in PLAFONDS.items()
            if dits[nom] > au_plus
        ]

    def premiere_annee(self, jour: date) -> int:
        """The first year whose rencontres are still kept on that day."""
        annee = jour.year
        while jour < self.depart_des_rencontres(annee - 1):
            annee -= 1
        return annee

    def depart_des_rencontres(self, annee: int) -> date:
        """The day on which the rencontres of that year leave, all at once."""
        return _mois_apres(date(annee + 1, 1, 1), self.rencontres_mois)


def il_y_a(jour: date, *, jours: int = 0, mois: int = 0) -> date:
    """What was entered on that day or before is `jours` or `mois` old by `jour`.

    Of months, the day of the same number; when there is none, the last before: what was
    entered on the 31st of August is six months old on the 28th of February.
    """
    return _ages(jour, mois) if mois else jour - timedelta(days=jours)


def reglage(nom: str) -> str:
    return f"MEDLOVE_{nom.upper()}"


def _ages(jour: date, mois: int) -> date:
    """The last day whose term has come."""
    limite = _mois_apres(jour, -mois)
    while _mois_apres(limite + timedelta(days=1), mois) <= jour:
        limite += timedelta(days=1)
    return limite


def _mois_apres(jour: date, mois: int) -> date:
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    dernier = (date(annee + (rang + 1) // 12, (rang + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(annee, rang + 1, min(jour.day, dernier))


PLAFONDS: dict[str, int] = asdict(Delais())
