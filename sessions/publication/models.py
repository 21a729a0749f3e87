"""Publications: frozen sets of published cells. Nothing outside reads anything else."""

import uuid
from typing import Any

from django.db import models

from medlove.models import Equipe
from sessions.publication.catalogue import Taille

IMMUABLE = "Une publication ne change pas : elle se lit, elle ne s’écrit qu’une fois."


class PublicationImmuable(Exception):
    """Something tried to change, or to delete, what was published."""

    def __init__(self) -> None:
        super().__init__(IMMUABLE)


class ImmuableQuerySet(models.QuerySet[Any]):
    """Rows that are added and read."""

    def update(self, **champs: Any) -> int:
        raise PublicationImmuable

    def delete(self) -> Any:
        raise PublicationImmuable

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        if kwargs.get("update_conflicts"):
            raise PublicationImmuable
        return super().bulk_create(*args, **kwargs)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise PublicationImmuable


class Immuable(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PublicationImmuable
        # A new row by the id of an old one would take its place.
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise PublicationImmuable


class PublicationQuerySet(ImmuableQuerySet):
    def de(self, equipe: Equipe) -> "PublicationQuerySet":
        return self.filter(equipe=equipe)

    def ouvertes(self, slug: str) -> "PublicationQuerySet":
        """Those that an équipe shows to everybody; none when it did not open its page.

        Without a look at the équipe itself: outside, its table is not to be read.
        """
        ouvertes = Reglages.objects.filter(ouverte=True)
        return self.filter(slug=slug, equipe_id__in=ouvertes.values("equipe_id"))


class Publication(Immuable):
    """What was published of one closed trimestre or year.

    `periode` is « 2026-T3 » or « 2025 »; `empreinte_de_la_cle` that of the secret key its
    values were drawn with. Everything its pages say is copied here: the name of the équipe,
    `libelles` (by axis, pairs of a code and its words) and `contours`, the GeoJSON of its
    territoires.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.PROTECT, related_name="publications")
    slug = models.SlugField("nom dans les adresses")
    nom = models.CharField("nom de l’équipe", max_length=120)
    licence = models.CharField("licence", max_length=80)
    periode = models.CharField("période", max_length=7)
    taille = models.CharField(
        "taille annoncée", max_length=10, choices=[(une.value, une.value) for une in Taille]
    )
    publiee_le = models.DateField("publiée le")
    empreinte_de_la_cle = models.CharField("empreinte de la clé", max_length=64)
    libelles = models.JSONField("libellés")
    contours = models.JSONField("contours")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "publication"
        ordering = ["-periode"]
        constraints = [
            models.UniqueConstraint(
                fields=["equipe", "periode"],
                name="publication_periode_unique",
                violation_error_message="Cette période est déjà publiée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.equipe}, {self.periode}"

    @property
    def annuelle(self) -> bool:
        return len(self.periode) == len("2025")

    @property
    def mots(self) -> dict[str, dict[str, str]]:
        """The words of every axis by code, in screen order: in pairs, for PostgreSQL would put
        the keys of an object in an order of its own."""
        return {axe: dict(paires) for axe, paires in self.libelles.items()}


class CellulePubliee(Immuable):
    """One published cell; `valeur` is None when it is hidden, whatever the reason."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="cellules")
    table = models.CharField("table", max_length=2)
    territoire = models.CharField("territoire", max_length=60, blank=True)
    axe = models.CharField("axe", max_length=30, blank=True)
    modalite = models.CharField("modalité", max_length=40, blank=True)
    croisee = models.CharField("modalité croisée", max_length=40, blank=True)
    valeur = models.PositiveIntegerField("valeur", null=True)

    objects = ImmuableQuerySet.as_manager()

    class Meta:
        verbose_name = "cellule publiée"
        verbose_name_plural = "cellules publiées"
        ordering = ["publication", "table", "territoire", "axe", "modalite", "croisee"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "table", "territoire", "axe", "modalite", "croisee"],
                name="cellule_publiee_unique",
            )
        ]


class Reglages(models.Model):
    """What an équipe decides of its publications, before any figure is known."""

    equipe = models.OneToOneField(Equipe, on_delete=models.CASCADE, related_name="publication")
    ouverte = models.BooleanField("page publique ouverte", default=False)
    taille = models.CharField(
        "taille annoncée",
        max_length=10,
        choices=[
            (Taille.PETITE.value, "Moins de 1 000 rencontres par an"),
            (Taille.GRANDE.value, "1 000 rencontres par an, ou plus"),
        ],
        default=Taille.PETITE.value,
    )
    licence = models.CharField("licence", max_length=80, default="Licence Ouverte 2.0")

    class Meta:
        verbose_name = "réglages de publication"


class TrimestreComplet(models.Model):
    """A trimestre the coordination says complete: nothing more will come, it need not wait."""

    equipe = models.ForeignKey(Equipe, on_delete=models.CASCADE, related_name="+")
    trimestre = models.CharField("trimestre", max_length=7)
    dit_le = models.DateField("dit le")

    class Meta:
        verbose_name = "trimestre complet"
        constraints = [
            models.UniqueConstraint(fields=["equipe", "trimestre"], name="trimestre_complet_unique")
        ]
