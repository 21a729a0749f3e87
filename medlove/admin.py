"""What an administrator keeps: équipes, accounts, shared references.

Nothing of the field is here: no rencontre, no besoin, no orientation, ever.
"""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from medlove.entiers import GrandEntier
from medlove.equipe import connexions, double_verification
from medlove.equipe.courriels import dire_la_double_verification_retiree
from medlove.journal import consigner
from medlove.models import Appartenance, Equipe, Utilisateur
from sessions.nomenclatures.models import CategorieBesoin
from territoires.models import Quartier

admin.site.site_header = "Medlové, administration"
admin.site.site_title = "Medlové"
admin.site.enable_nav_sidebar = False
admin.site.index_title = "Équipes, comptes et listes partagées"


def _changer_son_mot_de_passe(
    request: HttpRequest, extra_context: dict[str, Any] | None = None
) -> HttpResponse:
    return redirect("account_change_password")


# One way in and one place for passwords, so that limits and double verification hold here too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.password_change = _changer_son_mot_de_passe  # type: ignore[method-assign,assignment]


# What the journal calls an account; and what it keeps of it: who may what, never a name.
NOMS = {"utilisateur": "compte"}
DROITS = {"role", "is_active", "is_staff", "is_superuser"}


class Consigne(admin.ModelAdmin):
    """Every change by an administrator is a line of the journal."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        droits = {nom: getattr(obj, nom) for nom in form.changed_data if nom in DROITS}
        geste = "modifie" if change else "ajoute"
        self._noter(request, geste, obj, champs=form.changed_data, **droits)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._noter(request, "supprime", obj)
        super().delete_model(request, obj)

    def _noter(self, request: HttpRequest, geste: str, obj: Any, **detail: Any) -> None:
        consigner(
            f"administration.{geste}",
            par=request.user,  # type: ignore[arg-type]
            equipe=getattr(obj, "equipe", None),
            objet=f"{NOMS.get(obj._meta.model_name, obj._meta.model_name)}:{obj.pk}",
            **detail,
        )


@admin.register(Equipe)
class EquipeAdmin(Consigne):
    list_display = ["nom", "slug", "code_insee"]
    search_fields = ["nom", "slug"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CompteForm(forms.ModelForm):
    """An account without its password: it is chosen by its owner, by invitation or by e-mail."""

    class Meta:
        model = Utilisateur
        fields = ["nom", "email", "is_active", "is_staff", "is_superuser"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def save(self, commit: bool = True) -> Utilisateur:
        if self.instance._state.adding:
            self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(Utilisateur)
class UtilisateurAdmin(Consigne):
    form = CompteForm
    list_display = ["nom", "email", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["nom", "email"]
    readonly_fields = ["date_joined", "last_login"]
    actions = ["retirer_la_double_verification"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data and not obj.is_active:
            connexions.tout_fermer(obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Nobody is deleted in a batch."""
        gestes = super().get_actions(request)
        gestes.pop("delete_selected", None)
        return gestes

    @admin.action(description="Retirer la double vérification (téléphone perdu)")
    def retirer_la_double_verification(
        self, request: HttpRequest, comptes: QuerySet[Utilisateur]
    ) -> None:
        for compte in comptes.exclude(email=request.user.get_username()):
            double_verification.oublier(compte)
            self._noter(request, "double_verification_retiree", compte)
            dire_la_double_verification_retiree(compte)
            self.message_user(request, f"Double vérification retirée\u202f: {compte.email}.")


@admin.register(Appartenance)
class AppartenanceAdmin(Consigne):
    list_display = ["utilisateur", "equipe", "role", "metier", "is_active"]
    list_filter = ["equipe", "role", "is_active"]
    list_select_related = ["utilisateur", "equipe"]
    autocomplete_fields = ["utilisateur", "equipe"]
    actions = None


class Lecture(admin.ModelAdmin):
    """To read only."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CategorieBesoin)
class CategorieBesoinAdmin(Lecture):
    """The national list, read from the file of the nomenclature at each migration."""

    list_display = ["libelle", "code", "domaine", "ordre", "par_defaut", "is_active"]
    list_filter = ["domaine", "is_active"]
    fields = ["libelle", "code", "domaine", "famille", "code_coop", "code_data_inclusion"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CategorieBesoin]:
        return CategorieBesoin.objects.nationales()


class AliasField(forms.CharField):
    """A list of names, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [ligne.strip() for ligne in super().clean(value).splitlines() if ligne.strip()]


class QuartierForm(forms.ModelForm):
    alias = AliasField(label="Autres noms rencontrés", help_text="Un par ligne.", required=False)

    class Meta:
        model = Quartier
        fields = ["nom", "alias", "secteur", "population"]
        field_classes = {"population": GrandEntier}


@admin.register(Quartier)
class QuartierAdmin(Consigne):
    """Outlines come from `importer_quartiers`; only the label and the figures are kept by hand."""

    form = QuartierForm
    list_display = ["nom", "code_insee", "numero", "secteur", "population"]
    list_filter = ["code_insee"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quartier]:
        return Quartier.objects.sans_contour()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
