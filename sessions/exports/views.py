"""What the map, statistics and the list show, as files: for the coordination, inside only."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.journal.portes import servie
from medlove.models import Role
from medlove.templatetags.francais import compte
from sessions.exports.contenu import (
    LECTURE,
    document_de_la_carte,
    document_des_rencontres,
    document_des_statistiques,
)
from sessions.exports.document import Document
from sessions.exports.geojson import en_geojson
from sessions.exports.ods import en_ods
from sessions.exports.rencontres import RencontresImprimables, tables_des_rencontres
from sessions.exports.texte import en_csv
from sessions.exports.xlsx import en_xlsx
from sessions.nomenclatures.listes import libelles
from sessions.rencontres.filtres import A_REPRENDRE
from sessions.statistiques.choroplethe import quartiers_de
from sessions.statistiques.effectifs import lire
from sessions.statistiques.filtres import ChoixImprimable
from sessions.statistiques.filtres_statistiques import ChoixDeStatistiques, perimetre
from sessions.statistiques.page_statistiques import page_du_terrain
from sessions.statistiques.planche import planche

FORMES: dict[str, tuple[Callable[[Document], bytes], str]] = {
    "csv": (en_csv, "text/csv; charset=utf-8"),
    "xlsx": (en_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ods": (en_ods, "application/vnd.oasis.opendocument.spreadsheet"),
}
GEOJSON = "geojson"


@reserve(Role.COORDINATION)
@require_safe
def carte(request: Requete) -> HttpResponse:
    quartiers = quartiers_de(request.equipe)
    form = ChoixImprimable(request.GET, equipe=request.equipe, quartiers=quartiers)
    if not form.is_valid() or not _forme_connue(request, GEOJSON):
        return _refuser(request, form, "carte", "Carte")
    vue = planche(form.demande(), quartiers, LECTURE)
    document = document_de_la_carte(vue, form, request.equipe)
    if request.GET.get("format") == GEOJSON:
        corps = en_geojson(document, vue.carte)
        return _fichier(request, form, document, corps, "application/zip", "zip")
    return _ecrire(request, form, document)


@reserve(Role.COORDINATION)
@require_safe
def statistiques(request: Requete) -> HttpResponse:
    quartiers = quartiers_de(request.equipe)
    form = ChoixDeStatistiques(request.GET, equipe=request.equipe, quartiers=quartiers)
    if not form.is_valid() or not _forme_connue(request):
        return _refuser(request, form, "statistiques", "Statistiques")
    page = page_du_terrain(form, LECTURE)
    if page.refus:
        form.add_error("besoin", page.refus)
        return _refuser(request, form, "statistiques", "Statistiques")
    document = document_des_statistiques(page, request.equipe)
    return _ecrire(request, form, document)


@reserve(Role.COORDINATION)
@require_safe
def rencontres(request: Requete) -> HttpResponse:
    """Counts, not rows: the file of an équipe's data is made elsewhere."""
    quartiers = quartiers_de(request.equipe)
    form = RencontresImprimables(request.GET, equipe=request.equipe, quartiers=quartiers)
    if not form.is_valid() or not _forme_connue(request):
        return _refuser(request, form, "rencontres:liste", "Rencontres")
    lues = form.rencontres(request.appartenance)
    choix = _choix(form)
    tables = tables_des_rencontres(lues, choix, LECTURE, par_lieu=form.par_lieu())
    document = document_des_rencontres(tables, choix, _en_tout(lues.count()), request.equipe)
    return _ecrire(request, form, document)


def _en_tout(combien: int) -> str:
    lu = lire(combien, LECTURE)
    return f"{lu} rencontres" if lu.nombre is None else compte(lu.nombre, "rencontre")


def _choix(form: RencontresImprimables) -> str:
    periode = form.periode()
    dit = perimetre(form, periode)
    if periode == form.periode_par_defaut():
        dit = dit.replace(dit.partition(",")[0], "Tous les jours", 1)
    if reponse := form.cleaned_data["reponse"]:
        dit = f"{dit}, un besoin «\u202f{libelles('reponse')[reponse]}\u202f»"
    reste = form.cleaned_data["a_reprendre"]
    return f"{dit}, {dict(A_REPRENDRE)[reste].lower()}" if reste else dit


def _forme_connue(request: Requete, *autres: str) -> bool:
    return request.GET.get("format", "csv") in {*FORMES, *autres}


def _ecrire(request: Requete, form: Form, document: Document) -> HttpResponse:
    forme = request.GET.get("format", "csv")
    ecrire, genre = FORMES[forme]
    return _fichier(request, form, document, ecrire(document), genre, forme)


def _fichier(
    request: Requete, form: Form, document: Document, corps: bytes, genre: str, forme: str
) -> HttpResponse:
    """Noted in the journal: who, what was chosen, how many rows."""
    reponse = HttpResponse(
        corps,
        content_type=genre,
        headers={
            "Content-Disposition": f'attachment; filename="{document.nom}.{forme}"',
            "Cache-Control": "private, no-store",
        },
    )
    page = document.nom.partition("-")[0]
    return servie(
        request, reponse, "export", form=form, lignes=document.lignes, page=page, forme=forme
    )


def _refuser(request: Requete, form: Form, page: str, titre: str) -> HttpResponse:
    """Nothing is written while the choice is wrong: what, where, and the way back."""
    etat = request.GET.copy()
    forme = "".join(etat.pop("format", [])[-1:])
    contexte = {
        "erreurs": [
            f"{form[nom].label}\u202f: {phrase}" if nom in form.fields else phrase
            for nom, phrases in form.errors.items()
            for phrase in phrases
        ],
        "forme": "" if form.errors else forme,
        "page": page,
        "titre_de_la_page": titre,
        "etat": etat.urlencode(),
    }
    return render(request, "exports/refus.html", contexte, status=400)
