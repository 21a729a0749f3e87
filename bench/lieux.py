"""Fictitious places by the thousand, with the shape of the real ones: names, hours, positions."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from territoires.models import Partenaire, Quartier
from territoires.nomenclatures import genres_de_structure, valeurs
from tests.fabriques import QuartierFactory

GENRES = ["Médiathèque", "Centre social", "Maison", "Atelier", "Espace", "Collectif", "Antenne"]
NOMS = ["de l’Écluse", "des Tilleuls", "du Marché", "de la Gare", "des Forges", "du Vieux Pont"]
RUES = ["rue des Essais", "place du Modèle", "allée de l’Exemple", "boulevard Fictif"]
COMMUNES = ["Rennes", "Cesson", "Bruz", "Betton", "Chantepie"]
JOURS = ["Mo-Fr", "Tu-Sa", "Mo,We,Fr", "Mo-Th", "We,Sa", "Tu-Fr"]
QUARTIERS = 12


def semer(equipe: Equipe, combien: int, graine: int = 1) -> None:
    """So many places of an équipe, each answering to a category or two. The same each time."""
    hasard = random.Random(graine)
    quartiers = [QuartierFactory(numero=rang + 1) for rang in range(QUARTIERS)]
    Partenaire.objects.bulk_create(_lieux(equipe, combien, quartiers, hasard), batch_size=500)
    categories = list(CategorieBesoin.objects.nationales().proposees())
    lien = CategorieBesoin.partenaires.through
    cles = Partenaire.objects.de(equipe).values_list("pk", flat=True)
    lien.objects.bulk_create(
        (
            lien(partenaire_id=pk, categoriebesoin_id=categorie.pk)
            for pk in cles
            for categorie in hasard.sample(categories, 2)
        ),
        batch_size=1000,
    )


def _lieux(
    equipe: Equipe, combien: int, quartiers: list[Quartier], hasard: random.Random
) -> Iterator[Partenaire]:
    services, frais = list(valeurs("services")), list(valeurs("frais_a_charge"))
    genres = [code for code, _ in genres_de_structure()]
    for rang in range(combien):
        quartier = hasard.choice(quartiers)
        yield Partenaire(
            equipe=equipe,
            nom=f"{hasard.choice(GENRES)} {hasard.choice(NOMS)} {rang}",
            genre_de_structure=hasard.choice(genres),
            adresse=f"{hasard.randint(1, 200)} {hasard.choice(RUES)}",
            commune=hasard.choice(COMMUNES),
            presentation_resume="Un accueil fictif, pour mesurer. " * hasard.randint(1, 6),
            services=hasard.sample(services, 3),
            frais_a_charge=[hasard.choice(frais)],
            horaires=horaires(hasard),
            quartier=quartier,
            latitude=quartier.latitude,
            longitude=quartier.longitude,
            verifie_le=date(2026, 1, 1) - timedelta(days=hasard.randint(0, 800)),
        )


def horaires(hasard: random.Random) -> str:
    """A string among tens of thousands: each place has hours of its own."""
    ouvre, ferme = hasard.randint(7, 10), hasard.randint(16, 20)
    pause, minutes = hasard.randint(11, 13), hasard.choice(["00", "15", "30", "45"])
    matin = f"{ouvre:02}:{minutes}-{pause:02}:{hasard.choice(['00', '30'])}"
    return f"{hasard.choice(JOURS)} {matin},14:{minutes}-{ferme}:00; PH off"
