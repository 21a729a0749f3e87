"""The page of hypotheses: exact for the team, protected for steering and on paper."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions.models import Exigence, QuestionPosee, Rencontre
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    LieuFactory,
    PassagesFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.lecture_seule import lecture_seule
from tests.sessions.hypotheses.conftest import indicateurs, table

ADRESSE, PAPIER = "/hypotheses/", "/hypotheses/imprimer/"
FINE, INSECABLE = "\u202f", "\u00a0"
T3 = f"3e{INSECABLE}trimestre 2026"
MASQUE = [f"<{FINE}11", f"<{FINE}11", "masqué"]


def sur(ceux: str, tous: str) -> str:
    return f"{ceux}{INSECABLE}sur{INSECABLE}{tous}"


@pytest.mark.usefixtures("saison")
def test_each_indicator_says_its_share_its_counts_and_how_many_were_asked(coordination):
    lus = indicateurs(coordination)
    sans_lieu = lus["sans_lieu"]
    assert (sans_lieu.valeur, sans_lieu.rapport) == (f"48{FINE}%", sur("12", "25"))
    assert sans_lieu.precision == "La question a été posée dans 25 rencontres sur 40."
    assert table(sans_lieu, "frequentation_lieux") == {
        "Ne connaît pas de lieu": ["12", f"48{FINE}%"],
        "En connaît sans y aller": ["0", f"0{FINE}%"],
        "Y va parfois": ["8", f"32{FINE}%"],
        "Y va souvent": ["0", f"0{FINE}%"],
        "Non renseigné": ["5", f"20{FINE}%"],
        "Ensemble": ["25", f"100{FINE}%"],
    }
    trimestres = table(sans_lieu, "sans_lieu-par-trimestre")
    assert trimestres[T3] == ["12", "25", f"48{FINE}%"]
    assert trimestres[f"4e{INSECABLE}trimestre 2026"] == ["0", "0", "–"]
    assert (lus["refus"].valeur, lus["refus"].rapport) == (f"20{FINE}%", sur("10", "50"))
    assert lus["refus"].precision.endswith(f"{FINE}: 7.")
    assert lus["alle_vers"].rapport == sur("11", "15")
    assert lus["bouche_a_oreille"].rapport == sur("3", "15")
    assert lus["meme_lieu"].rapport == sur("1", "1")
    assert "2 haltes, soit 2,0 par lieu. 4\xa0h de présence" in lus["meme_lieu"].precision
    assert lus["domaines"].rapport == sur("12", "40")
    assert lus["exigences"].rapport == lus["non_recours"].rapport == sur("1", "1")


@pytest.mark.usefixtures("saison")
def test_each_indicator_says_what_it_does_not_prove(mediation):
    dit = mediation.get(ADRESSE).content.decode()
    ecrits = [un for un in indicateurs(mediation).values() if not un.vide]
    assert dit.count("Ce que cela ne prouve pas.") == len(ecrits) == 10
    assert all(un.texte.limite in dit for un in ecrits)


@pytest.mark.usefixtures("saison")
def test_the_shares_of_one_question_add_up_to_100(coordination):
    (lue, _) = indicateurs(coordination)["alle_vers"].tables
    assert sum(une.cellules[1].nombre for une in lue.lignes) == 100


@pytest.mark.usefixtures("saison")
def test_a_sentence_its_tables_and_its_drawing_say_the_same(coordination):
    for un in indicateurs(coordination).values():
        if un.vide:
            continue
        ensemble = un.tables[-1].ensemble
        assert un.valeur == ensemble.cellules[-1].texte
        dessinees = re.findall(r'font-weight="700"[^>]*>([^<]+)<', un.evolution.svg)
        dites = [une.cellules[-1].texte for une in un.tables[-1].lignes]
        assert dessinees == [une.replace("<", "&lt;") for une in dites]
        assert all(une in un.evolution.texte for une in dites)


def test_a_question_nobody_was_asked_says_so_and_what_to_do(coordination, mediation, rencontrer):
    rencontrer(3)
    dit = coordination.get(ADRESSE).content.decode()
    assert indicateurs(coordination)["deja_venue"].vide
    assert dit.count("la question n’a pas encore été posée") == 6
    assert '<a href="/sorties/">L’épingler à une sortie</a>' in dit
    assert "La coordination peut l’épingler" in mediation.get(ADRESSE).content.decode()


def test_steering_is_never_told_that_nobody_was_asked(pilotage, rencontrer):
    """Nought and ten read the same: « nobody » would tell them apart."""
    rencontrer(12)
    vide = pilotage.get(ADRESSE).content
    lus = indicateurs(pilotage)
    assert not any(un.vide for un in lus.values())
    assert (lus["deja_venue"].valeur, lus["deja_venue"].rapport) == (
        "masqué",
        sur(f"<{FINE}11", f"<{FINE}11"),
    )
    rencontrer(10, question="deja_rencontre", deja_rencontre="deja_venue", jour=date(2026, 9, 1))
    apres = indicateurs(pilotage)["deja_venue"]
    assert (apres.valeur, apres.rapport) == (lus["deja_venue"].valeur, lus["deja_venue"].rapport)
    assert apres.evolution.svg == lus["deja_venue"].evolution.svg
    assert b"n\xe2\x80\x99a pas encore" not in vide


def test_steering_of_an_équipe_that_met_nobody_reads_as_of_one_that_met_ten(pilotage, rencontrer):
    avant = pilotage.get(ADRESSE).content
    rencontrer(10, initiative="allee_vers_elle")
    corps = r'<div class="carte hypotheses.*<footer'
    lus = [re.search(corps, un.decode(), re.S) for un in (avant, pilotage.get(ADRESSE).content)]
    assert lus[0]
    assert lus[1]
    assert lus[0].group() == lus[1].group()


@pytest.mark.usefixtures("saison")
def test_steering_reads_counts_under_eleven_as_such_and_no_share_of_them(pilotage):
    lus = indicateurs(pilotage)
    assert lus["bouche_a_oreille"].valeur == "masqué"
    assert lus["bouche_a_oreille"].rapport == sur(f"<{FINE}11", "15")
    trimestres = table(lus["exigences"], "exigences-par-trimestre")
    assert set(map(tuple, trimestres.values())) == {tuple(MASQUE)}
    dit = pilotage.get(ADRESSE).content.decode()
    assert f"&lt;{FINE}11{FINE}» veut dire de 0 à 10" in dit
    assert "<rect" not in lus["exigences"].evolution.svg


def test_what_subtraction_would_give_back_is_hidden_too(pilotage, rencontrer):
    question = "deja_rencontre"
    rencontrer(30, question=question, deja_rencontre="premiere_fois")
    rencontrer(13, question=question, deja_rencontre="deja_venue")
    rencontrer(4, question=question)
    lu = indicateurs(pilotage)["deja_venue"]
    assert table(lu, question) == {
        "Première fois": ["masqué", "masqué"],
        "Déjà venue": ["13", f"28{FINE}%"],
        "Non renseigné": ["masqué", "masqué"],
        "Ensemble": ["47", f"100{FINE}%"],
    }
    assert lu.rapport == sur("13", "47")


@pytest.mark.usefixtures("saison")
def test_paper_is_marked_internal_and_hides_1_to_4(coordination):
    dit = coordination.get(PAPIER).content.decode()
    assert "Interne, ne pas diffuser" in dit
    lus = indicateurs(coordination, PAPIER)
    assert lus["bouche_a_oreille"].rapport == sur(f"<{FINE}5", "15")
    assert lus["bouche_a_oreille"].valeur == "masqué"
    assert "<details" not in dit
    assert "Modifier" not in dit


@pytest.mark.parametrize(("rencontres", "refus"), [(20, 3), (3, 20)])
def test_the_people_approached_do_not_tell_by_difference_what_is_hidden(
    coordination, pilotage, equipe, rencontres, refus
):
    """They are the rencontres and the refus, both told on the same page; two trimestres, for
    each of which a difference is to be had too."""
    for jour, combien in ((date(2026, 9, 15), (rencontres, refus)), (date(2026, 6, 15), (30, 40))):
        sortie = SortieFactory(equipe=equipe, date=jour)
        RencontreFactory.create_batch(combien[0], sortie=sortie)
        PassagesFactory(halte=HalteFactory(sortie=sortie), refus=combien[1])
    for personne, adresse in ((coordination, PAPIER), (pilotage, ADRESSE)):
        lues = table(indicateurs(personne, adresse)["refus"], "refus-par-trimestre")
        assert lues[T3][1:] == ["masqué", "masqué"]
        # Alone to be hidden on paper; to steering, empty trimestres are hidden with it.
        avant = lues[f"2e{INSECABLE}trimestre 2026"]
        assert avant[1] == ("masqué" if personne is coordination else "70")
        assert lues["Ensemble"][1] == str(70 + rencontres + refus)
        seul = indicateurs(personne, f"{adresse}?trimestre=2026-T3")["refus"]
        assert seul.rapport.endswith(f"sur{INSECABLE}masqué")
    assert indicateurs(coordination)["refus"].rapport == sur(str(40 + refus), str(93))


@pytest.mark.usefixtures("saison")
def test_non_recours_is_read_by_quartier_on_the_screen_of_the_team_only(
    coordination, mediation, pilotage
):
    seul = "?quartier=35238-1"
    assert indicateurs(mediation, ADRESSE + seul)["non_recours"].rapport == sur("1", "1")
    for personne, adresse in ((coordination, PAPIER), (pilotage, ADRESSE)):
        lu = indicateurs(personne, adresse + seul)["non_recours"]
        assert lu.retenu
        assert not lu.tables
        assert indicateurs(personne, adresse)["non_recours"].tables
    assert indicateurs(coordination, f"{ADRESSE}?qpv=inconnu")["non_recours"].tables
    assert indicateurs(coordination, f"{PAPIER}?qpv=inconnu")["non_recours"].retenu


@pytest.mark.usefixtures("saison")
@pytest.mark.parametrize("lieu", ["quartier=35238-1", "qpv=inconnu"])
@pytest.mark.parametrize("besoin", ["sejour_nationalite", "famille-titre_de_sejour"])
def test_sejour_is_never_printed_by_quartier(coordination, besoin, lieu):
    choix = f"?besoin={besoin}&{lieu}"
    assert coordination.get(ADRESSE + choix).context["sections"]
    reponse = coordination.get(PAPIER + choix)
    assert "ne s’imprime pas par quartier" in reponse.content.decode()
    assert "sections" not in reponse.context
    assert coordination.get(f"{PAPIER}?besoin={besoin}").context["sections"]


@pytest.mark.usefixtures("saison")
def test_it_can_be_narrowed(coordination, pilotage):
    for choix, nombre in [
        ("trimestre=2026-T3", "25"),
        ("trimestre=2026", "25"),
        ("du=2026-09-15&au=2026-09-15", "25"),
        ("genre=non_renseigne", "25"),
    ]:
        lu = indicateurs(coordination, f"{ADRESSE}?{choix}")["sans_lieu"]
        assert lu.rapport == sur("12", nombre), choix
    for choix in ("trimestre=2026-T1", "genre=feminin", "quartier=35238-1&trimestre=2026-T2"):
        assert coordination.get(f"{ADRESSE}?{choix}").context["rien"], choix
    au_besoin = indicateurs(coordination, f"{ADRESSE}?besoin=logement")
    assert au_besoin["alle_vers"].rapport == sur("11", "12")
    assert "domaines" not in au_besoin
    assert au_besoin["refus"].rapport == sur("10", "50")
    dit = coordination.get(f"{ADRESSE}?besoin=logement").content.decode()
    assert "ils ne suivent que la période et le lieu" in dit
    lu = indicateurs(pilotage, f"{ADRESSE}?trimestre=2026-T3&genre=feminin")["sans_lieu"]
    assert lu.rapport == sur("12", "25")
    assert lu.evolution is None


@pytest.mark.parametrize(
    ("choix", "dit"),
    [
        ("trimestre=2026-T9", "Sélectionnez un choix valide"),
        ("jusqu_a=2026-T3", "Dire aussi le premier trimestre"),
        ("du=1800-01-01", "Choisir un jour depuis l’an 2000"),
    ],
)
@pytest.mark.usefixtures("saison")
def test_a_bad_choice_is_told_and_no_figure_is_shown(coordination, choix, dit):
    reponse = coordination.get(f"{ADRESSE}?{choix}")
    assert dit in reponse.content.decode()
    assert "sections" not in reponse.context


def test_the_longest_period_shows_the_trimestres_that_may_be_kept(coordination, rencontrer):
    rencontrer(1)
    (lue, *_) = indicateurs(coordination, f"{ADRESSE}?du=2000-01-01&au=2100-12-31").values()
    assert lue.vide
    refus = indicateurs(coordination, f"{ADRESSE}?du=2000-01-01&au=2100-12-31")["refus"]
    assert len(refus.tables[-1].lignes) == 12


def test_an_empty_page_teaches_the_next_gesture(coordination, pilotage):
    dit = coordination.get(ADRESSE).content.decode()
    assert "Aucune rencontre pour ce choix" in dit
    assert "Version imprimable" not in dit
    assert "illectronisme" in dit
    assert "Aucune rencontre pour ce choix" not in pilotage.get(ADRESSE).content.decode()


@pytest.mark.usefixtures("saison")
def test_another_équipe_reads_nothing_of_it(etrangere):
    assert etrangere.get(ADRESSE).context["rien"]
    assert "Place du Marché" not in etrangere.get(ADRESSE).content.decode()
    assert etrangere.get(f"{ADRESSE}?trimestre=2026-T3").context["rien"]


def test_who_may_enter(mediation, pilotage, administration, anonyme):
    assert mediation.get(ADRESSE).status_code == pilotage.get(ADRESSE).status_code == 200
    assert mediation.get(PAPIER).status_code == pilotage.get(PAPIER).status_code == 403
    assert administration.get(ADRESSE).status_code == 403
    assert anonyme.get(ADRESSE).status_code == 302


@pytest.mark.usefixtures("saison")
def test_opening_it_writes_nothing(coordination):
    with lecture_seule():
        coordination.get(ADRESSE)
    assert coordination.post(ADRESSE).status_code == 405


def test_six_hundred_rencontres_cost_no_more_queries_than_ten(coordination, equipe):
    nombres = []
    for combien in (10, 590):
        halte = HalteFactory(sortie=SortieFactory(equipe=equipe), lieu=LieuFactory(equipe=equipe))
        PassagesFactory(halte=halte, refus=3)
        rencontres = RencontreFactory._meta.model.objects.bulk_create(
            RencontreFactory.build_batch(combien, sortie=halte.sortie)
        )
        QuestionPosee.objects.bulk_create(
            QuestionPosee(rencontre=une, code="exigences") for une in rencontres
        )
        besoin = BesoinFactory(rencontre=rencontres[0])
        Exigence.objects.create(besoin=besoin, code="imprimer_ou_scanner")
        with CaptureQueriesContext(connection) as requetes:
            coordination.get(f"{ADRESSE}?genre=non_renseigne")
        nombres.append(len(requetes))
    assert nombres[0] == nombres[1] <= 13


def test_the_sentence_is_the_row_of_the_table_even_rounded_or_hidden(coordination, rencontrer):
    question = "deja_rencontre"
    rencontrer(25, question=question, deja_rencontre="premiere_fois")
    rencontrer(12, question=question, deja_rencontre="deja_venue")
    rencontrer(1, question=question)
    lu = indicateurs(coordination)["deja_venue"]
    assert table(lu, question)["Déjà venue"] == ["12", f"31{FINE}%"]
    ensemble = table(lu, "deja_venue-par-trimestre")["Ensemble"]
    assert (lu.valeur, ensemble[-1]) == (f"31{FINE}%", f"31{FINE}%")
    Rencontre.objects.filter(deja_rencontre="premiere_fois").delete()
    cache = indicateurs(coordination, PAPIER)["deja_venue"]
    assert table(cache, question)["Déjà venue"] == ["masqué", "masqué"]
    assert (cache.valeur, cache.rapport) == ("masqué", sur("masqué", "13"))
