"""Receiving lots: contract version 1, as docs/contrat-terrain.md tells it."""

from sessions.terrain.lots.enveloppe import Lot, LotIllisible, LotTropGros, lire_lot
from sessions.terrain.lots.reception import recevoir

__all__ = ["Lot", "LotIllisible", "LotTropGros", "lire_lot", "recevoir"]
