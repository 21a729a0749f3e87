"""The models of the field, from the rooms that own them."""

from sessions.archives.models import Archive, EffectifFige
from sessions.cahiers.editions.models import Edition
from sessions.cahiers.models import Cahier, Image, Section, Signataire
from sessions.conservation.models import Purge
from sessions.element import Suppression
from sessions.hypotheses.models import ChiffreDeContexte
from sessions.nomenclatures.models import CategorieBesoin
from sessions.notes.models import MotCourant
from sessions.orientations.models import Appel, Orientation, RetourGroupe, Suite, Verification
from sessions.publication.models import CellulePubliee, Publication, Reglages, TrimestreComplet
from sessions.relecture.models import Parole
from sessions.rencontres.models import Besoin, Exigence, QuestionPosee, Rencontre, Vecu
from sessions.sorties.models import Bilan, Halte, Outil, Passages, Sortie, UsageOutil
from sessions.terrain.models import Appareil, CodeDEnrolement, Reception
from sessions.tirages.models import NoteTiree, Tirage
from sessions.transferts.models import Transfert

__all__ = [
    "Appareil",
    "Appel",
    "Archive",
    "Besoin",
    "Bilan",
    "Cahier",
    "CategorieBesoin",
    "CellulePubliee",
    "ChiffreDeContexte",
    "CodeDEnrolement",
    "Edition",
    "EffectifFige",
    "Exigence",
    "Halte",
    "Image",
    "MotCourant",
    "NoteTiree",
    "Orientation",
    "Outil",
    "Parole",
    "Passages",
    "Publication",
    "Purge",
    "QuestionPosee",
    "Reception",
    "Reglages",
    "Rencontre",
    "RetourGroupe",
    "Section",
    "Signataire",
    "Sortie",
    "Suite",
    "Suppression",
    "Tirage",
    "Transfert",
    "TrimestreComplet",
    "UsageOutil",
    "Vecu",
    "Verification",
]
