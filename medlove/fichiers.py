"""Storage of the static files: hashed names, for the pages and for the modules they import."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StatiquesHaches(CompressedManifestStaticFilesStorage):
    """Manifest storage that also rewrites the relative imports of native modules."""

    support_js_module_import_aggregation = True
