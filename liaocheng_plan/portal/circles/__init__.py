"""The matrix of circles, the file of a circle, its outlines, its match and its guide map."""
