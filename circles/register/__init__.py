"""The register of outlets: imports, suspected duplicates, assignment to circles by place."""
