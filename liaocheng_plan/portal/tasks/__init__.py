"""The task ledger and “please explain”."""
