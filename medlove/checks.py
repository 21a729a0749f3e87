"""System checks: what must never start."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from medlove.hotes import est_local
from medlove.journal import cle


@register()
def demonstration_stays_at_home(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The demonstration opens its doors without a password: only here, only for development."""
    if not settings.MEDLOVE_DEMO:
        return []
    if settings.DEBUG and all(est_local(hote) for hote in settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            "MEDLOVE_DEMO ouvre les portes sans mot de passe : il demande DEBUG=1 "
            "et des hôtes locaux seulement dans ALLOWED_HOSTS.",
            hint="Retirer MEDLOVE_DEMO, ou mettre DEBUG=1 et ALLOWED_HOSTS=127.0.0.1,localhost.",
            id="medlove.E001",
        )
    ]


DELAI_DE_PUBLICATION = 30


@register()
def publications_wait(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A trimestre may be declared complete; without that, late records have their month."""
    if settings.MEDLOVE_PUBLICATION_DELAI >= DELAI_DE_PUBLICATION:
        return []
    return [
        Error(
            f"MEDLOVE_PUBLICATION_DELAI vaut {settings.MEDLOVE_PUBLICATION_DELAI} jours : "
            f"une période close en attend au moins {DELAI_DE_PUBLICATION}.",
            hint="Le relever, ou le retirer ; la coordination peut déclarer un trimestre complet.",
            id="medlove.E002",
        )
    ]


@register(deploy=True)
def journal_has_a_key(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """In production it is bound by a key of its own."""
    if cle.donnees() or settings.DEBUG:
        return []
    return [
        Warning(
            "MEDLOVE_CLE_JOURNAL n’est pas donnée : le journal est lié par une clé tirée de "
            "SECRET_KEY, qui ne pourra plus changer sans ses anciennes valeurs.",
            hint="En tirer une avec « openssl rand -hex 32 » : les lignes déjà liées le restent.",
            id="medlove.W003",
        )
    ]


@register()
def keys_of_the_journal_are_its_own(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Long enough, and none that stands for something else."""
    prises = {settings.MEDLOVE_CLE_PUBLICATION, settings.MEDLOVE_CLE_SAUVEGARDE}
    if all(len(une) >= cle.CLE_AU_MOINS and une not in prises for une in cle.donnees()):
        return []
    return [
        Error(
            f"MEDLOVE_CLE_JOURNAL tient une clé de moins de {cle.CLE_AU_MOINS} caractères, ou "
            "celle de la publication ou des sauvegardes : le journal demande la sienne.",
            hint="En tirer une avec « openssl rand -hex 32 ».",
            id="medlove.E003",
        )
    ]


@register()
def nothing_is_kept_longer(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """What was promised to leave leaves: a delay may be shortened only."""
    return [
        Error(
            f"{reglage} vaut {dit} : la règle est d’au plus {au_plus}.",
            hint="Le baisser, ou le retirer ; un délai se raccourcit, il ne s’allonge pas.",
            id="medlove.E004",
        )
        for reglage, dit, au_plus in settings.MEDLOVE_DELAIS.trop_longs()
    ]
