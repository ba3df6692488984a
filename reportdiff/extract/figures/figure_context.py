"""Where a figure stands in its sentence, as far as its role is concerned."""

from attrs import frozen

from ...language.grammar import Sentence
from ...language.times.phrases import TimePhrase
from .mention import Mention
from .tense_modality import Group


@frozen(slots=False)
class Setting:
    """Where a mention stands, as far as its role is concerned: words before and after it in its segment.

    The figure is the words `at`-`behind` of its sentence, its segment `begin`-`end`.
    """

    mention: Mention
    before: str
    group: Group | None
    verb: str
    kind: str
    at: int
    direct: bool
    time: TimePhrase | None
    leads: bool
    modal: str
    generic: bool
    whole: Sentence
    begin: int
    behind: int
    end: int

    @property
    def after(self) -> str:
        """What follows the figure in its segment."""
        return self.whole.text[self.mention.end : min(self.whole.ends[self.end - 1], self.mention.end + 100)]

    @property
    def sentence(self) -> str:
        """What stands before the figure in its sentence."""
        return self.whole.text[max(self.whole.starts[0], self.mention.start - 160) : self.mention.start]

    @property
    def beyond(self) -> str:
        """What follows the figure in its sentence."""
        return self.whole.text[self.mention.end : min(self.whole.ends[-1], self.mention.end + 80)]

    def words(self, where: str) -> tuple[str, ...]:
        """The words of one of these stretches, for looking some up."""
        low = self.whole.low
        if where == "before":
            return low[self.begin : self.at]
        if where == "sentence":
            return low[: self.at]
        return low[self.behind : self.end if where == "after" else self.behind + 12]
