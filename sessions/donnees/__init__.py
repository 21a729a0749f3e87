"""A small language in which each room describes the elements a tablet sends."""

from sessions.donnees.refus import DonneesRefusees, Refus

__all__ = ["DonneesRefusees", "Refus"]
