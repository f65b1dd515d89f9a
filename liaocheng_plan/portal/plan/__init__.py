"""Documents, the reader, coverage of the texts, findings and derived figures."""
