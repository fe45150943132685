"""The rule that tells a page crawled again from another story of a series. Imports no Django.

Who corrects a page keeps its facts: words are added, a paragraph is put in other words, a name is spelt right. A daily
or hourly item ("Weather forecast", "Exchange rates") keeps the words and replaces the facts: figures, names, days.
So two texts are alike if they share most runs of three words and neither has facts in place of the other's.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from articles.text import similarity

WORDS_MAX = 600  # words of a text that are compared
LETTERS_MAX = 40  # of each of them: the time to compare two words grows with the square of their length
SHARED_RUNS = 0.5  # share of the shorter text's runs of three words that both texts must have
REPLACED_SHARE = 0.15  # share of the shorter text's words that may be replaced
LEAD_WORDS = 20  # words at a text's start, of which few may be replaced, and no fact
WORDS_PER_REPLACED = (
    40  # of so many different words, one may be replaced in the lead: a short item may be "open" or "shut"
)
REPLACED_IN_LEAD_MAX = 2
FACTS_FOR_ONE_CORRECTION = 8  # if a text has so many facts, one of them that is not in its lead may be replaced
WORDS_TO_TELL = 12  # different words; fewer may be the whole text of many stories: "The video is on our page."

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:։…]")
# Facts in lower case, in the forms in which news has them.
_COUNTS = frozenset(
    "one two three four five six seven eight nine ten dozen dozens hundred hundreds thousand thousands "
    "first second third fourth fifth sixth seventh eighth ninth tenth half "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty eleventh "
    "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "morning noon afternoon evening night "
    "один одна одно два две двое три трое четыре четверо пять пятеро шесть шестеро семь восемь девять десять сто "
    "двух трёх трех четырёх четырех пяти шести семи восьми девяти десяти утром днем днём вечером ночью "
    "понедельник вторник среду четверг пятницу субботу воскресенье января февраля марта апреля мая июня июля августа "
    "сентября октября ноября декабря "
    "մեկ երկու երեք չորս հինգ վեց յոթ ութ ինը տասը հարյուր առավոտյան ցերեկը երեկոյան գիշերը "
    "երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի".split()
)


class Words(NamedTuple):
    """The words of a text by which it is compared with another."""

    all: frozenset[str]
    facts: frozenset[str]  # figures, counts, days, and names that do not begin a sentence
    lead: frozenset[str]  # those at the text's start
    runs: frozenset[tuple[str, ...]]  # of three words


def words_of(paragraphs: Sequence[str]) -> Words:
    """Return the words of a text, as far as they are compared."""
    words: list[str] = []
    facts = set()
    for paragraph in paragraphs:
        end = 0
        for match in _WORD.finditer(paragraph):
            word = match[0]
            begins = end == 0 or _SENTENCE_END.search(paragraph, end, match.start()) is not None
            end, folded = match.end(), word[:LETTERS_MAX].casefold()
            words.append(folded)
            if folded in _COUNTS or word[0].isdigit() or (word[0].isupper() and not begins):
                facts.add(folded)
        if len(words) >= WORDS_MAX:
            break
    del words[WORDS_MAX:]
    runs = zip(words, words[1:], words[2:], strict=False) if len(words) > 2 else [tuple(words)]
    return Words(frozenset(words), frozenset(facts), frozenset(words[:LEAD_WORDS]), frozenset(runs))


def alike(one: Words, other: Words) -> bool:
    """Return whether two texts, as `words_of` has them, are versions of one story's text."""
    if one.all == other.all and one.runs == other.runs:
        return True
    fewest = min(len(one.all), len(other.all))
    if 2 * len(one.all & other.all) < fewest:
        return False
    if len(one.runs & other.runs) < SHARED_RUNS * min(len(one.runs), len(other.runs)):
        return False
    gone, come = _without_misspelt(one.all - other.all, other.all - one.all)
    if min(len(gone), len(come)) > REPLACED_SHARE * fewest:
        return False
    replaced_facts = min(len(gone & one.facts), len(come & other.facts))
    lead_gone, lead_come = gone & one.lead, come & other.lead
    if min(len(lead_gone), len(lead_come)) > min(fewest // WORDS_PER_REPLACED, REPLACED_IN_LEAD_MAX):
        return False
    if replaced_facts == 0:
        return True
    lead_facts = min(len(lead_gone & one.facts), len(lead_come & other.facts))
    return replaced_facts == 1 and not lead_facts and min(len(one.facts), len(other.facts)) >= FACTS_FOR_ONE_CORRECTION


def closeness(one: Words, other: Words) -> float:
    """Return the share of runs of words that two texts have in common, from 0 to 1."""
    return len(one.runs & other.runs) / len(one.runs | other.runs)


def enough_to_tell(words: Words) -> bool:
    """Return whether a text is long enough to be recognised under another headline."""
    return len(words.all) >= WORDS_TO_TELL


def _without_misspelt(gone: frozenset[str], come: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return both sets of words without those that differ by a slip: in one letter, or by a space within a word."""
    if max(len(gone), len(come)) > LEAD_WORDS * 2:
        return gone, come
    pairs = [(old, new) for old in gone for new in come if similarity.differ_in_a_letter(old, new)]
    slips = {word for pair in pairs for word in pair} | _parts(come, gone) | _parts(gone, come)
    return gone - slips, come - slips


def _parts(whole: frozenset[str], parts: frozenset[str]) -> set[str]:
    """Return the words of `whole` that consist of two of the `parts`, and these."""
    split = ((word, word[:at], word[at:]) for word in whole for at in range(1, len(word)))
    return {word for found in split if found[1] in parts and found[2] in parts for word in found}
