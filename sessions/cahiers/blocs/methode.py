"""How it was counted, how persons are protected, what the figures cannot say."""

from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere


def methode(matiere: Matiere) -> Bloc:
    return Bloc(
        code="methode",
        titre="Comment nous avons compté",
        elements={"publiee": matiere.publication is not None},
        gabarit="cahiers/blocs/methode.html",
    )
