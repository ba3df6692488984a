"""What a word does in its sentence: the closed set of tags."""

from enum import StrEnum


class Tag(StrEnum):
    """What a word does in its sentence."""

    NOUN = "N"
    VERB = "V"
    GERUND = "G"
    AUXILIARY = "A"
    MODAL = "M"
    INFINITIVE = "I"
    DETERMINER = "D"
    PRONOUN = "R"
    SUBORDINATOR = "S"
    PREPOSITION = "P"
    CONJUNCTION = "C"
    ADVERB = "B"
    MARK = "X"
    FIGURE = "F"
    HEDGE = "H"
    TIME = "T"


N, V, G, A, M = Tag.NOUN, Tag.VERB, Tag.GERUND, Tag.AUXILIARY, Tag.MODAL
TO, D, R, S, P = Tag.INFINITIVE, Tag.DETERMINER, Tag.PRONOUN, Tag.SUBORDINATOR, Tag.PREPOSITION
C, B, X, F, H, T = Tag.CONJUNCTION, Tag.ADVERB, Tag.MARK, Tag.FIGURE, Tag.HEDGE, Tag.TIME
