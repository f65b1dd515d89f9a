"""Reporting rounds: forms, review, workbooks, reports, the inbox."""
