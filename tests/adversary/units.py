"""Pieces that make a text of any length when repeated: what an adversary, a converter or a bored clerk would repeat."""

_SCRAPS = (
    "7", ",", " ", "£", "-", "'", '"', "(", ")", "[", "]", "<", "&", "|", "*", "#", "_", "•", "…", "¶", "\t", "\n",
    "\n\n", "\x0c", "%", "/", "\\", "½", "²", "é", "e\u0301", "\xad", "\u200b", "\ufeff", "漢", "🙂", "\u202e",
)  # fmt: skip
_NUMBERS = (
    "5, ", "5. ", "5-", "5/", "5:", "£5 ", "(5) ", "5% ", "1 200 ", "1,200 ", "1.5 ", "5\n", "• 5\n", "£5m.\n\n",
    "5 and ", "5 to ", "5 in 7 ", "5 out of ", "5 million ", "5 per cent ", "from 5 to 7 ", "between 5 and ",
    "5 times ", "5 of the ", "hundred ", "seven ", "one two ",
    "no more than 5 ", "forty-", "and a half ", "a third of ", "half a ",
    "7 lamps and ", "a half and ", "7 more than ", "up from 5 ", "by 5 ", "2015 ", "2015-16 ", "by 2016 ",
    "in May 2016 ", "1 May 2016 ", "9 am ", "Q3 ", "5 days, ", "5 mins 40 secs ", "£5 a year per ", "1,200.50p ",
    "31.3.2016 ", "Q3/16, ", "3-9 May, ", "7/8 men ", "Holt 10, Wick 6, ",
    "AB12 3CD ", "0800 111 222 ", "v1.2.3 ", "A44 ", "5th ",
)  # fmt: skip
_WORDS = (
    "we ", "will ", "that ", "which ", "if ", "and ", "not ", "to ", "the ", "of ", "by ", "it ", "this ",
    "RESOLVED that ", "agreed to ", "was noted that ", "said that ", "because ", "when ", "so that ",
    "plans to plan to ", "aims to ", "the Council ", "Mr. ", "e.g. ", "i.e. ", "St. ", "U.S. ", "No. 5 ", "co-",
    "re-use ", "don't ", "A", "a-", "a'", "a.", "Aa ", "WE ", "is up on last year ", "compared with ",
    "a target of ", "an increase of ", "than ", "as well as ", "who ", "to be ",
)  # fmt: skip
_LINES = (
    "# A\n", "## 1.2 A\n\n", "A\n=\n", "> a\n", "> > a\n", "- a\n", "* 5\n", "1. a\n", "1.1.1 a\n", "(a) a\n",
    "iv) a\n", "a | b\n", "|a|5|\n", "|-|-|\n", "a\t5\n", "a    5\n", "a .......... 5\n", "Page 5 of 9\n", "---\n",
    "***\n", "```\n", "[a](b)", "![a](b)", "[^1]: a\n", "a[^1] ", "<b>", "<table>", "<td>5", "<!--", "&amp;",
    "&#53;", "a: 5\n", "a = 5\n", "A.\n", "a\nb\n\n", "A\n\na.\n\n", "14 May 2015\n\n", "Councillor A\n\n",
    "CONTENTS\n\n", "Table 5: a\n", "5 a\n6 b\n", "'5','6'\n", "\n 5", "  \n", ".\n", "Q: a?\n",
)  # fmt: skip
_SENTENCES = (
    "We had 5 pupils. ", "We will save £5m by 2016. ", "The Council will repair 40 roads. ", "This was completed. ",
    "It rose to 5. ", "The figure was 5, up from 4. ", "We will rebuild the bridge. This was completed.\n\n",
    "The Clerk to contact the owner.\n\n", "Spending was £5m, of which £4m was wages. ",
    "It was agreed that £5 be paid. ", "If it rains we will close 5 parks. ",
    "Of the 9 homes that were built 5 are sold, which is 4 more than in 2015. ", "No bin will be missed. ",
    "5 was 5 and is 5. ", "Crime fell by 5% to 40 offences per 1,000 people in the year to March 2016. ", "A B C. ",
    'He said "we will". ', "Why? ",
)  # fmt: skip
UNITS = (*_SCRAPS, *_NUMBERS, *_WORDS, *_LINES, *_SENTENCES)
"""Every piece, each once."""
