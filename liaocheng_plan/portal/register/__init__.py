"""The register of outlets: imports and duplicates."""
