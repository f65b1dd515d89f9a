"""Operations: set-up, serving, throw-away databases, test runs. Standard library only."""
