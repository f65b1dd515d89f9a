"""Dashboards of targets, the final evaluation, the rules, lineage and kept reports."""
