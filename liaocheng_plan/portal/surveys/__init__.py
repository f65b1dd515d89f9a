"""Surveys of residents: staff's pages, the questionnaire on a phone, results."""
