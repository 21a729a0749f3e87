"""Whole months: the finest time kept of an orientation whose outcome is known."""

from datetime import date, timedelta


def premier_du_mois(jour: date) -> date:
    return jour.replace(day=1)


def mois_precedent(jour: date) -> date:
    """The first day of the month before that of `jour`."""
    return premier_du_mois(premier_du_mois(jour) - timedelta(days=1))
