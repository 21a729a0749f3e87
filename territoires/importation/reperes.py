"""What is publicly known of a commune, against which a file can be held."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Commune:
    nom: str
    quartiers: int
    superficie_km2: float
    longitude: float
    latitude: float


COMMUNES = {"35238": Commune("Rennes", 12, 50.3, -1.68, 48.11)}


def nommer(code_insee: str) -> str:
    """« Rennes (35238) », or the code alone."""
    commune = COMMUNES.get(code_insee)
    return f"{commune.nom} ({code_insee})" if commune else code_insee
