"""What statistics may not show: small counts, and what would single someone out."""

from datetime import date

import pytest

from medlove.models import Equipe
from sessions.models import CategorieBesoin, Exigence, Rencontre, Vecu
from territoires.models import Quartier
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    PassagesFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.personnes import Personne
from tests.sessions.statistiques.pages import (
    ANNEE,
    CROISEES,
    IMPRESSION,
    T3,
    sans_jeton,
    tables,
    texte,
)

Saison = dict[str, Quartier]


@pytest.mark.parametrize("lieu", ["quartier", "qpv"])
def test_what_the_person_felt_is_never_read_by_place(
    coordination: Personne, equipe: Equipe, lieu: str
) -> None:
    rencontre = RencontreFactory(sortie__equipe=equipe, halte=None)
    Vecu.objects.create(rencontre=rencontre, code="fiere")
    choix = {"quartier": f"quartier={rencontre.quartier.cle}", "qpv": "qpv=inconnu"}[lieu]

    assert tables(texte(coordination))["vecu"]["Fière"] == ["1", "100 %"]
    for croise in ("", "&croiser=vecu&par=genre"):
        html = texte(coordination, f"{T3}&{choix}{croise}")
        assert "Le vécu ne se lit jamais par quartier" in html
        assert "Fière" not in html
        assert "croisement" not in tables(html) if croise else True


def test_a_print_hides_one_to_four_and_is_marked(coordination: Personne, saison: Saison) -> None:
    BesoinFactory(rencontre=Rencontre.objects.first(), code="courriel", rang=2)
    html = texte(coordination, T3, IMPRESSION)

    assert "Interne, ne pas diffuser" in html
    assert tables(html)["par-domaine"]["Usages numériques"] == ["< 5", "masqué", "< 5"]
    assert tables(html)["par-domaine"]["Droits et démarches"] == ["12", "19 %", "12"]
    assert tables(html)["par-domaine"]["Conversation"] == ["0", "0 %", "0"]


def test_a_print_shows_what_the_screen_shows_but_one_to_four(
    coordination: Personne, saison_tiree: Equipe, graine: int
) -> None:
    """Every cell of every table, its hidden counts apart; their shares with them."""
    requete = f"{ANNEE}&croiser=domaine&par=reponse"
    ecran, papier = (
        tables(texte(coordination, requete)),
        tables(texte(coordination, requete, IMPRESSION)),
    )
    assert ecran.keys() == papier.keys()
    for code, lignes in ecran.items():
        for nom, cases in lignes.items():
            for exacte, imprimee in zip(cases, papier[code][nom], strict=True):
                ou = (code, nom, exacte, imprimee, graine)
                if code in {"par-mois", "par-trimestre"} and imprimee == exacte:
                    continue  # sorties and hours are public
                # In a crossing, the share of a row is written under its count.
                nombre, *part = exacte.split(maxsplit=1)
                if nombre in {"1", "2", "3", "4"} and (not part or code in CROISEES):
                    assert imprimee == "< 5", ou
                else:
                    assert imprimee in {exacte, "masqué"}, ou


def test_a_print_by_quartier_leaves_out_what_would_single_someone_out(
    coordination: Personne, equipe: Equipe
) -> None:
    sortie = SortieFactory(equipe=equipe)
    BesoinFactory.create_batch(
        6,
        rencontre__sortie=sortie,
        code="sejour_nationalite",
        organisme="prefecture_sejour",
        non_recours="non_demande",
    )
    BesoinFactory.create_batch(7, rencontre__sortie=sortie, code="logement")
    ici = f"{T3}&quartier={sortie.quartier.cle}"

    secrets = ("Séjour, nationalité", "Titre de séjour", "Préfecture (séjour)", "Sait, mais ne")
    for requete in (
        ici,
        f"{ici}&croiser=categorie&par=reponse",
        f"{ici}&croiser=organisme&par=genre",
        f"{T3}&croiser=quartier&par=categorie",
        f"{T3}&croiser=categorie&par=quartier",
        f"{T3}&croiser=quartier&par=non_recours",
        f"{T3}&croiser=quartier&par=aisance_francais",
    ):
        html = texte(coordination, requete, IMPRESSION)
        if "quartier=" not in requete:
            html = html[html.index('id="croiser"') :]
        assert not [un for un in secrets if un in html], requete
    croisee = f"{T3}&croiser=quartier&par=domaine&besoin=famille-titre_de_sejour"
    assert "croisement" not in tables(texte(coordination, croisee, IMPRESSION))
    for besoin in ("sejour_nationalite", "famille-titre_de_sejour"):
        html = texte(coordination, f"{ici}&besoin={besoin}", IMPRESSION)
        assert "Ceci ne s’imprime pas par quartier" in html
        assert "<table" not in html
        assert "sortie," not in html  # the sentence of the totals
    # By difference neither: what adds up is not printed.
    assert tables(texte(coordination, ici, IMPRESSION))["par-categorie"] == {
        "Logement, bailleur": ["7", "54 %"]
    }
    assert "Séjour, nationalité" in tables(texte(coordination, T3, IMPRESSION))["par-categorie"]
    assert "Séjour, nationalité" in tables(texte(coordination, ici))["par-categorie"]


@pytest.mark.parametrize("croise", ["exigence&par=genre", "quartier&par=exigence"])
def test_a_print_by_quartier_does_not_tell_the_ease_in_french(
    coordination: Personne, equipe: Equipe, croise: str
) -> None:
    besoin = BesoinFactory(rencontre__sortie__equipe=equipe)
    for code in ("faire_en_francais", "imprimer_ou_scanner"):
        Exigence.objects.create(besoin=besoin, code=code)
    ici = f"{T3}&quartier={besoin.quartier.cle}&croiser={croise}"

    for choix in (ici, f"{T3}&qpv=inconnu&croiser={croise}"):
        html = texte(coordination, choix, IMPRESSION)
        assert "Imprimer ou scanner" in html
        assert "Faire en français" not in html
        assert "Faire en français" in texte(coordination, choix)
    html = texte(coordination, f"{T3}&croiser={croise}", IMPRESSION)
    assert tables(html)["exigences"].keys() == {"Imprimer ou scanner", "Faire en français"}
    if "quartier" in croise:
        assert "Faire en français" not in html[html.index('id="croiser"') :]


def test_pilotage_reads_four_trimestres_and_the_domains_of_one(
    pilotage: Personne, saison: Saison
) -> None:
    html = texte(pilotage)
    lues = tables(html)

    assert lues.keys() == {"par-trimestre", "par-domaine"}
    assert [*lues["par-trimestre"]] == [
        "4e trimestre 2025",
        "1er trimestre 2026",
        "2e trimestre 2026",
        "3e trimestre 2026",
    ]
    assert lues["par-trimestre"]["2e trimestre 2026"] == ["< 11", "< 11", "< 11", "0", "0 min"]
    assert lues["par-trimestre"]["3e trimestre 2026"] == ["63", "77", "11", "11", "22 h"]
    assert lues["par-domaine"]["Droits et démarches"] == ["12", "19 %", "12"]
    assert lues["par-domaine"]["Conversation"] == ["< 11", "masqué", "< 11"]


@pytest.mark.parametrize("requete", [T3, "trimestre=2026-T1"])
def test_a_small_count_leaves_no_trace_for_pilotage(
    pilotage: Personne, equipe: Equipe, saison: Saison, requete: str
) -> None:
    """Ten of each or none: the same bytes, drawing included."""
    sortie = SortieFactory(equipe=equipe, date=date(2026, 1, 15))
    halte = HalteFactory(sortie=sortie)
    discuter = CategorieBesoin.objects.get(code="discuter")
    avant = sans_jeton(texte(pilotage, requete))

    RencontreFactory.create_batch(10, sortie=sortie)
    PassagesFactory(halte=halte, passages=10, refus=3)
    for rencontre in Rencontre.objects.filter(besoins__isnull=False)[:10]:
        BesoinFactory(rencontre=rencontre, categorie=discuter, rang=2)

    assert sans_jeton(texte(pilotage, requete)) == avant


def test_pilotage_cannot_cross_nor_ask_for_a_besoin(pilotage: Personne, saison: Saison) -> None:
    html = texte(pilotage, f"{T3}&besoin=droits&croiser=genre&par=domaine")
    assert "Le reste de cette adresse n’est pas suivi" in html
    assert "croisement" not in tables(html)
    assert "63 rencontres" in html
