"""The blocs by their code: the only ones that a section may call."""

from collections.abc import Callable

from sessions.cahiers.blocs import besoins, essentiel, methode
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere

BLOCS: dict[str, Callable[[Matiere], Bloc]] = {
    "dix_chiffres": essentiel.dix_chiffres,
    "domaines": besoins.domaines,
    "methode": methode.methode,
}
