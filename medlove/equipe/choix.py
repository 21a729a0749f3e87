"""Which équipe a command speaks of when nobody says."""

from django.conf import settings
from django.core.management.base import CommandError

from medlove.models import Equipe

DEMONSTRATION = "demonstration"


def equipe_nommee(slug: str | None) -> Equipe:
    """The équipe of this slug; without one, the only équipe, or the demonstration's main one.

    Raises CommandError, in one sentence, when none or several could be meant.
    """
    equipes = Equipe.objects.all()
    if slug:
        if equipe := equipes.filter(slug=slug).first():
            return equipe
        connues = ", ".join(equipes.values_list("slug", flat=True)) or "aucune"
        raise CommandError(f"Aucune équipe ne s’appelle « {slug} ». Équipes connues : {connues}.")
    seules = list(equipes[:2])
    if len(seules) == 1:
        return seules[0]
    ici = settings.MEDLOVE_DEMO or settings.DEBUG
    if ici and (equipe := equipes.filter(slug=DEMONSTRATION).first()):
        return equipe
    raise CommandError(
        "Il y a plusieurs équipes : dire laquelle avec --equipe SLUG."
        if seules
        else "Il n’y a pas encore d’équipe : en créer une avec creer_equipe."
    )
