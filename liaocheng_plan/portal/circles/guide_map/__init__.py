"""The guide map (导视图) of a circle: a vector PDF to hang on the wall."""

from .content import blank
from .fonts import FontMissing
from .sheet import SIZES, pdf

__all__ = ["SIZES", "FontMissing", "blank", "pdf"]
