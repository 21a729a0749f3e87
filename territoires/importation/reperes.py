"""What is publicly known of a commune, against which a file can be held."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Commune:
    nom: str
    quartiers: int
    superficie_km2: float
    longitude: float
    latitude: float


# Metropolitan France and overseas, longitudes then latitudes.
FRANCE = (
    (-5.5, 10.0, 41.0, 51.5),
    (-63.5, -60.5, 14.0, 18.5),
    (-55.0, -51.0, 2.0, 6.0),
    (45.0, 45.5, -13.1, -12.5),
    (55.0, 56.0, -21.5, -20.8),
)

COMMUNES = {"35238": Commune("Rennes", 12, 50.3, -1.68, 48.11)}


def nommer(code_insee: str) -> str:
    """« Rennes (35238) », or the code alone."""
    commune = COMMUNES.get(code_insee)
    return f"{commune.nom} ({code_insee})" if commune else code_insee


def en_france(longitude: float, latitude: float) -> bool:
    return any(
        ouest <= longitude <= est and sud <= latitude <= nord for ouest, est, sud, nord in FRANCE
    )
