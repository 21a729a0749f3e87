"""What an export or an import says when it stops: one French sentence, nothing half-done."""


class ExportImpossible(Exception):
    """The data of the équipe cannot leave as they are; nothing was written."""


class ImportRefuse(Exception):
    """The folder is not what an export writes, or cannot enter here; nothing was written."""
