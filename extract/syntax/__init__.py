"""What the dependency tree says of a figure, after repairs of the errors that a small parser makes.

`Tree` is a parse as plain lists; `repair` changes it by named rules, one module a family of them: `before` (subjects
before the verb), `after` (subjects after it), `relative`, `references` (to articles of law). `sharing` and `verbless`
look up what no tree says: a subject that is shared, a line without a verb. `Syntax` is what the rules for claims ask.
"""

from extract.syntax.lookup import Governor, Syntax
from extract.syntax.repair import RULES, repair
from extract.syntax.sharing import subject_of
from extract.syntax.tree import Change, Tree

__all__ = ["RULES", "Change", "Governor", "Syntax", "Tree", "repair", "subject_of"]
