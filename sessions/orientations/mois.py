"""Whole months: the finest time that is kept of an orientation whose outcome is known."""

from datetime import date, timedelta


def premier_du_mois(jour: date) -> date:
    return jour.replace(day=1)


def dernier_du_mois(jour: date) -> date:
    return mois_suivant(jour) - timedelta(days=1)


def mois_suivant(jour: date) -> date:
    """The first day of the month after that of `jour`."""
    return premier_du_mois(jour.replace(day=28) + timedelta(days=4))
