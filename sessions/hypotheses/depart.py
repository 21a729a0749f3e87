"""The context figures every équipe starts with; hers from then on, to change or to remove."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from medlove.models import Equipe
from sessions.hypotheses.models import ChiffreDeContexte, Hypothese

AU_DEPART: tuple[dict[str, Any], ...] = (
    {
        "hypothese": Hypothese.ALLER_VERS.value,
        "valeur": "18\u202f%",
        "libelle": "de la population est classée parmi les «\u202féloignés\u202f» du numérique",
        "territoire": "Bretagne",
        "source": "CAPUNI",
        "annee": 2022,
        "ordre": 1,
    },
    {
        "hypothese": Hypothese.BESOINS.value,
        "valeur": "15,4\u202f%",
        "libelle": "de la population est en situation d’illectronisme",
        "territoire": "France",
        "source": "Insee",
        "annee": 2021,
        "ordre": 1,
    },
    {
        "hypothese": Hypothese.BESOINS.value,
        "valeur": "32\u202f%",
        "libelle": "des adultes ont renoncé à une démarche en ligne",
        "territoire": "France",
        "source": "Insee",
        "annee": 2021,
        "ordre": 2,
    },
)


@receiver(post_save, sender=Equipe)
def donner_a_la_creation(instance: Equipe, created: bool, using: str, **kwargs: Any) -> None:
    if created and not kwargs.get("raw"):
        ChiffreDeContexte.objects.using(using).bulk_create(
            ChiffreDeContexte(equipe=instance, **chiffre) for chiffre in AU_DEPART
        )
