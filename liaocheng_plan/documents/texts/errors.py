"""Why a file was not attached."""


class AttachError(Exception):
    """One sentence in the reader's language: what is wrong and how to mend it.

    Nothing was changed when it is raised. `unresolved` are the citations that a strict run lost.
    """

    unresolved: tuple = ()
