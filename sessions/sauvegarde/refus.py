"""What a backup or a restore says when it stops: one French sentence, nothing half-done."""


class SauvegardeRefusee(Exception):
    """Nothing was written, or nothing was replaced."""


class SauvegardeAbimee(SauvegardeRefusee):
    """The file is not what was written: cut, changed, or of something else."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Cette sauvegarde est abîmée ({detail}) : prendre la précédente. "
            "Rien n’a été restauré."
        )
