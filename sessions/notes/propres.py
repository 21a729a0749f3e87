"""What an équipe may name: its quartiers, lieux, partenaires and their streets, its mots courants.

The very lists that a tablet holds (sessions/terrain/referentiel.py), so that both are of one mind.
"""

from django.db.models import CharField, F, QuerySet, Value

from medlove.models import Equipe
from sessions.notes.detecteur import Propres
from sessions.notes.models import MotCourant
from territoires.models import Lieu, Partenaire, Quartier

DU_PARTENAIRE = ("nom", "adresse", "repere")
NOM, MOT = "nom", "mot"


def propres_de(equipe: Equipe) -> Propres:
    """One query, however long the lists."""
    partenaires = Partenaire.objects.de(equipe).actifs()
    lignes = _dire(NOM, Quartier.objects.de_commune(equipe.code_insee), "nom").union(
        _dire(NOM, Lieu.objects.de(equipe).actifs(), "nom"),
        *(_dire(NOM, partenaires, champ) for champ in DU_PARTENAIRE),
        _dire(MOT, MotCourant.objects.de(equipe).acceptes(), "mot"),
    )
    dits = sorted(ligne for ligne in lignes if ligne[1])
    return Propres(
        noms=tuple(dit for quoi, dit in dits if quoi == NOM),
        mots=tuple(dit for quoi, dit in dits if quoi == MOT),
    )


def _dire(quoi: str, lignes: QuerySet, champ: str) -> QuerySet:
    """(what it is, the words), each once."""
    dites = lignes.order_by().annotate(quoi=Value(quoi, CharField()), dit=F(champ))
    return dites.values_list("quoi", "dit")
