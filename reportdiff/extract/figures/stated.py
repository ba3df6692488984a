"""A figure as it is read: what it says apart from its place in the source."""

from attrs import field, frozen

from ...facts import Role
from ...language.times.phrases import TimePhrase
from .notation import Mention
from .roles import Setting


@frozen(slots=False)
class Read:
    """A mention with its time, role, label (the words that linking uses) and name, and the rule that gave the role.

    `why` explains the rule. `setting` is where it stands in its sentence; `back` says that its sentence speaks of its
    thing by a pronoun, `item` that its name needs the heading of its list, `own` that its name needs nothing else.
    """

    mention: Mention
    time: TimePhrase | None
    role: Role
    rule: str
    label: str
    name: str = ""
    why: tuple[str, ...] = field(default=(), repr=False)
    setting: Setting | None = field(default=None, repr=False)
    back: bool = field(default=False, repr=False)
    item: bool = field(default=False, repr=False)
    own: bool = field(default=False, repr=False)
