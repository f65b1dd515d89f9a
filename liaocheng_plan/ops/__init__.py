"""Operations: set-up, serving, throw-away databases, test runs, moving data.

What runs before `.venv` exists (bootstrap, console, interpreter, system) keeps to the standard
library and to Python 3.8.
"""
