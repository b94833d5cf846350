"""The one family of errors that a user may see: what happened, where, and what to do."""


class CifreError(Exception):
    """An error that is shown to users on one line.

    Parameters
    ----------
    problem : str
        What happened, and where ("news.md, line 3: the front matter is not closed").
    remedy : str
        What to do next ("close it with a line of three dashes").

    Examples
    --------
    >>> str(CifreError("bad.txt is empty", "give a file with text"))
    'bad.txt is empty: give a file with text'
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        self.problem = problem
        self.remedy = remedy
        line = f"{problem}: {remedy}" if remedy else problem
        super().__init__(" ".join(line.split()))


class ReadError(CifreError):
    """An article could not be read."""
