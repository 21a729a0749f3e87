"""What is said of `donnees` that cannot be kept."""


class Refus(ValueError):
    """One value cannot be kept: the text is the reason, a French sentence."""


class DonneesRefusees(Exception):
    """The `donnees` of a record cannot be kept.

    `motifs` gives one French sentence by field: "tranche_age", "besoins.0.reponse"…
    """

    def __init__(self, motifs: dict[str, str]) -> None:
        super().__init__(" ".join(motifs.values()))
        self.motifs = motifs
