"""The addresses of the field log, room by room."""

from django.urls import include, path

from sessions.accueil.views import accueil

urlpatterns = [
    path("", accueil, name="accueil"),
    path("", include("sessions.exports.urls")),
    path("equipe/premiers-pas/", include("sessions.premiers_pas.urls")),
    path("terrain/", include("sessions.terrain.urls")),
    path("a-corriger/", include("sessions.terrain.a_corriger.urls")),
    path("api/v1/", include("sessions.terrain.urls_api")),
    path("appareils/", include("sessions.terrain.urls_appareils")),
    path("o/", include("sessions.orientations.urls_o")),
    path("orientations/", include("sessions.orientations.urls")),
    path("sorties/", include("sessions.sorties.urls")),
    path("rencontres/", include("sessions.rencontres.urls")),
    path("carte/", include("sessions.statistiques.urls")),
    path("statistiques/", include("sessions.statistiques.urls_statistiques")),
    path("partenaires/", include("sessions.annuaire.urls")),
    path("donnees/", include("sessions.publication.pupitre.urls")),
    path("cahiers/", include("sessions.cahiers.urls")),
    path("orientations/carte/", include("sessions.orientations.urls_carte")),
    path("orientations/", include("sessions.suivi.urls")),
    path("partenaires/", include("sessions.annuaire.urls_import")),
    path("", include("sessions.report.urls")),
    path("relecture/", include("sessions.relecture.urls")),
    path("relecture/tirage/", include("sessions.tirages.urls")),
    path("sorties/ou-aller/", include("sessions.planification.urls")),
    path("sorties/outils/", include("sessions.outils.urls")),
    path("hypotheses/", include("sessions.hypotheses.urls")),
    path("publications/", include("sessions.publication.dehors.urls")),
    path("cahiers/", include("sessions.cahiers.editions.urls")),
    path("transferts/", include("sessions.transferts.urls")),
    path("transferts/complet/", include("sessions.demenagement.urls")),
    path("conservation/", include("sessions.conservation.urls")),
    path("statistiques/archives/", include("sessions.archives.urls")),
]
