"""Static files under hashed names, also where a library's map file is missing."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class LenientManifestStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; a reference to a file that no library ships is left as it is."""

    manifest_strict = False
    # Imports between our modules name hashed files too: no browser keeps an old one.
    support_js_module_import_aggregation = True
