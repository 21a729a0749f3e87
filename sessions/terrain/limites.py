"""What one sender may ask of the API in so long."""

from sessions.limite import Limite

LOTS = Limite("lots", 60, 60, "Trop d’envois en une minute.", en_memoire=True)
RAPPROCHEMENTS = Limite(
    "rapprochements", 60, 60, "Trop de demandes en une minute.", en_memoire=True
)
CODES = Limite("codes", 20, 600, "Trop d’essais\u202f: attendre dix minutes, puis recommencer.")
