"""Features of English lines, in sentence case or in Title Case, and of all lines that are in no other language.

Imports no Django.
"""

from collections.abc import Iterator
from functools import cached_property

from articles.imports.seeds.splitting import word_lists_en
from articles.imports.seeds.splitting.line import SURE, Line, before, step
from articles.imports.seeds.splitting.word_lists_en import (
    BRAND_MAX,
    MARKS,
    STRONG_VERBS,
    TITLED_VERBS,
    is_brand,
    is_one_word,
)

SURE_TITLED = 0.92  # in Title Case the likelihoods are less to be relied on
BRAND_MAX_SMALL = 14  # letters of an unlisted word with a capital inside, where headlines are in small letters
_KNOWN = frozenset("verb_s base past ed auxiliary function particle adverb attributive role".split())
_BEFORE_VERBS = frozenset({"to", "will", "may", "can", "could", "must", "should", "would", "won't", "can't"})
_BEFORE_NOUNS = frozenset({"demonym", "possessive", "continues", "attributive", "stop"})
_VERBS = frozenset({"verb_s", "verb_S", "ed", "base", "past"})
_FINITE = frozenset({"auxiliary", "past", "ed"})
_NOT_OF_A_SUBJECT = frozenset({"auxiliary", "past", "ed", "verb_s", "function"})
_LEFT = ("place", "number", "asks", "closes", "ing", "adjective", "past", "predicative")
# The first of these traits that the blurb's first word has becomes its feature.
_RIGHT = ("possessive", "demonym", "compound_tail", "capital")
_BEFORE_NAMES = ("preposition", "role", "attributive", "intransitive")
_TITLED_LEFT = (
    *("stop", "asks", "closes", "number", "title", "given", "compound_head", "possessive", "demonym", "place"),
    *(
        "compound_tail",
        "acronym",
        "verb_S",
        "participle",
        "particle",
        "adverb",
        "attributive",
        "plural",
        "noun",
        "surname",
    ),
)
_TITLED_RIGHT = (
    *(
        "opens",
        "number",
        "unit",
        "starter",
        "possessive",
        "demonym",
        "compound_tail",
        "title",
        "given",
        "place",
        "acronym",
    ),
    *("compound_head", "verb_S", "plural", "noun", "surname"),
)
# Words that Title Case leaves in small letters.
IN_TITLES = frozenset(
    "a an the and or but nor as at by for from in into of off on onto out over per to up via vs with amid after is "
    "near than under about against before behind between during through until without".split()
)
_BEFORE_A_NAME = ("title", "role", "compound_head", "compound_tail", "given")


def _kind(seen: frozenset[str], kinds: tuple[str, ...]) -> str:
    return next((kind for kind in kinds if kind in seen), "small" if "small" in seen else "name" if seen else "none")


class EnglishLine(Line):
    """A line in English."""

    traits_of = staticmethod(word_lists_en.traits)
    stem = staticmethod(word_lists_en.stem)

    def prepare(self) -> None:
        words = self.words
        self._guess_verbs()
        self._count()
        self.first_verb = next((k for k in range(1, len(words)) if self._is_headline_verb(k)), len(words))
        self.finite = self.next_with(lambda seen: seen & _FINITE and "capital" not in seen)
        self.present = self.next_with(lambda seen: seen & {"verb_s", "base"})
        self.stop = self.next_with(lambda seen: "stop" in seen)
        if self.title_case:
            self._note_titled()
        self.glues = {k for k in range(1, len(words)) if self.is_glued(k) and words[k - 1][-1].isalnum()}

    @property
    def sure(self) -> float:
        """The likelihood from which on a cut needs no warning."""
        return SURE_TITLED if self.title_case else SURE

    def may_begin(self, i: int) -> bool:
        if "unit" in self.traits[i] and "number" in self.traits[i - 1]:
            return False
        longest = BRAND_MAX if self.title_case else BRAND_MAX_SMALL
        if self.is_glued(i) and is_one_word(self.words[i - 1], self.words[i], longest):
            return False
        return super().may_begin(i)

    @cached_property
    def title_case(self) -> bool:
        """Return whether the first words are written With Capitals, so that a capital says little."""
        words = [word for word in self.words[:7] if word[0].isalpha() and len(word) > 3][:5]
        return len(words) >= 3 and all(word[0].isupper() for word in words)

    def _note_titled(self) -> None:
        """Note where words of content stand in small letters, as they do not in a headline in Title Case."""
        small = [w[0].islower() and w.strip(MARKS) not in IN_TITLES and not is_brand(w) for w in self.words]
        self.content = before(small)
        self.small = [len(small)] * (len(small) + 2)
        for k in range(len(small) - 1, -1, -1):
            self.small[k] = k if small[k] else self.small[k + 1]
        self.small_in_title = any(word in IN_TITLES for word in self.words[1 : self.small[1]])
        self.begins = set(self.places)
        verbs = (k for k in range(1, len(self.words)) if self.stems[k] in TITLED_VERBS)
        self.first_titled_verb = next(verbs, len(self.words))

    def _guess_verbs(self) -> None:
        """Mark words in no list as verbs: after `to`, in -s after a name, between two names: `Seoul impeaches Park`."""
        for k in range(1, len(self.words)):
            seen, before = self.traits[k], self.traits[k - 1]
            if "small" not in seen or seen & _KNOWN:
                continue
            if self.stems[k - 1] in _BEFORE_VERBS:
                self.traits[k] = seen | {"base"}
            elif "capital" in before and not before & _BEFORE_NOUNS:
                if "s" in seen:
                    self.traits[k] = seen | {"verb_s"}
                elif "capital" in self.at(k + 1) and not any(self._is_headline_verb(j) for j in range(1, k)):
                    self.traits[k] = seen | {"base"}

    def _count(self) -> None:
        """Count how many quotes, brackets, stops, starters and strong verbs come before each piece."""
        self.stops = before("stop" in seen for seen in self.traits)
        self.starters = before("starter" in seen and "title" not in seen for seen in self.traits)
        self.strong = before(
            word in STRONG_VERBS or ("past" in seen and not seen & {"verb_s", "base"})
            for seen, word in zip(self.traits, self.words, strict=True)
        )

    def _is_headline_verb(self, k: int) -> bool:
        return bool(self.traits[k] & _VERBS) or self.words[k].lower() in ("to", "will", "may", "up", "down", "not")

    def features(self, i: int) -> Iterator[str]:
        """Yield the features for and against a blurb that begins with piece i.

        In Title Case each has a second weight under its name with `t_`, and there are more.
        """
        if not self.title_case:
            yield from self._plain(i)
            return
        for name in self._plain(i):
            yield name
            yield "t_" + name
        yield from self._titled(i)

    def _plain(self, i: int) -> Iterator[str]:
        yield from self._left(i)
        yield from self._right(i)
        yield from self._repetition(i)
        yield from self._lengths(i)
        yield from self._headline(i)
        yield from self._blurb(i)
        yield from self._glue(i)

    def _left(self, i: int) -> Iterator[str]:
        left, right = self.at(i - 1), self.at(i)
        if "attributive" in left or "particle" in left:
            yield "l_attributive" if "attributive" in left else "l_particle"
        else:
            yield from (f"l_{name}" for name in _LEFT if name in left)
            if "small" in left and not left & {"function", "auxiliary", "verb_s"}:
                yield "l_small"
        if not left & {"closes", "asks"}:
            yield from (f"l_{name}" for name in ("function", "possessive", "demonym") if name in left)
            if {"place", "possessive"} <= left:
                yield "l_place_possessive"
        if "stop" in left and "asks" not in left:
            yield "l_stop"
        if "base" in left and "intransitive" not in left:
            yield "l_infinitive" if self.stems[i - 2] == "to" else "l_base"
        if "capital" in right and "starter" not in right:
            yield from (f"l_{name}" for name in _BEFORE_A_NAME if name in left)
            if not self.title_case:
                yield f"run{self._run(i - 1, -1)}|{self._run(i, 1)}"
        if left & {"capital", "number"}:
            yield from self._inside(i)

    def _run(self, k: int, step: int) -> int:
        """Return how many names follow each other from piece k on, up to three."""
        length = 0
        while length < 3 and "capital" in self.at(k) and "starter" not in self.at(k):
            length, k = length + 1, k + step
        return length

    def _inside(self, i: int) -> Iterator[str]:
        """Yield features of the word before the names that would end the headline: `in | Gyumri`, `beats | Halep`."""
        names = 1
        while names < 4 and self._is_name(i - 1 - names):
            names += 1
        before = self.at(i - 1 - names)
        yield from (f"{name}+{min(names, 2)}" for name in _BEFORE_NAMES if name in before)

    def _is_name(self, k: int) -> bool:
        return bool(self.at(k) & {"capital", "number"}) and not self.at(k) & {"continues", "attributive"}

    def _titled(self, i: int) -> Iterator[str]:
        """Yield features of a place in Title Case, where small words of content tell that the blurb has begun."""
        left, right, after = self.at(i - 1), self.at(i), self.at(i + 1)
        yield "t_small_before" + step(self.content[i] - self.content[1], 1, 2)
        begun = self.small[i + 1] - i
        yield "t_small_after" + step(begun, 2, 3, 4, 5, 6)
        left_kind, right_kind = _kind(left, _TITLED_LEFT), _kind(right, _TITLED_RIGHT)
        yield f"t_l_is_{left_kind}"
        yield f"t_r_is_{right_kind}"
        yield f"t_{left_kind}|{right_kind}"
        yield f"t_{_kind(self.at(i - 2), _TITLED_LEFT)}+{left_kind}"
        if "capital" in after:
            yield f"t_{right_kind}+{_kind(after, _TITLED_RIGHT)}"
        yield f"t_{right_kind}>" + step(begun, 2, 3, 4)
        if "small" in after:
            yield "t_then_" + (
                "finite"
                if after & _FINITE
                else "verb"
                if after & _VERBS
                else "function"
                if "function" in after or "preposition" in after
                else "content"
            )
        between = sum("starter" in self.at(k) and k in self.begins for k in range(i + 1, self.small[i + 1]))
        if between:
            yield "t_starter_later"
        if self.words[i].lower() in IN_TITLES:
            yield "t_r_in_title" + ("_small" if self.small_in_title else "")
        if self.first_titled_verb >= i:
            yield "t_no_verb"
        if self.stems[i - 1] in TITLED_VERBS and "intransitive" not in left and "stop" not in left:
            yield "t_l_verb"

    def _right(self, i: int) -> Iterator[str]:
        left, right, after = self.at(i - 1), self.at(i), self.at(i + 1)
        if "starter" in right:
            yield "r_starter_titled" if self.title_case else "r_starter"
            return
        if "opens" in right:
            yield "r_opens_capital" if "capital" in right else "r_opens_other"
        elif "number" in right:
            yield "r_number"
        else:
            yield "r_" + next(name for name in _RIGHT if name in right)
        if any("compound_tail" in self.at(k) for k in range(i + 1, i + self._run(i, 1))):
            yield "r_then_tail"
        if "capital" in left and not self.title_case:
            yield from (f"name|{name}" for name in ("given", "place", "compound_tail") if name in right)
        if "capital" in right and "small" in after and not after & _NOT_OF_A_SUBJECT:
            yield "r_then_small"

    def _repetition(self, i: int) -> Iterator[str]:
        """Yield features of repetition: a blurb often begins with a word of its headline."""
        word, before = self.stems[i], self.stems[:i]
        if len(word) > 1 and "starter" not in self.at(i):
            if word == before[-1]:
                yield "repeats_last"
            elif word in before:
                yield "repeats_inside" if "capital" in self.at(i - 1) and "capital" in self.at(i) else "repeats"
            elif len(word) > 5 and any(other[:5] == word[:5] for other in before):
                yield "repeats_root"
            elif "capital" in self.at(i + 1) and self.stems[i + 1] in before:
                yield "repeats_second"

    def _lengths(self, i: int) -> Iterator[str]:
        yield "h_words" + step(i, 2, 3, 4, 5, 10, 12, 14, 17)
        yield "h_chars" + step(self.pieces[i - 1][1], 20, 28, 36, 70, 85, 100)
        yield "b_chars" + step(self.length - self.pieces[i][0], 20, 30, 45)

    def _headline(self, i: int) -> Iterator[str]:
        """Yield features of the headline: it should contain a verb, few sentence verbs, and no end of a sentence."""
        if self.first_verb >= i:
            yield "h_no_verb"
        if self.stops[i - 1]:
            yield "h_stop_inside"
        yield from ["h_strong_verb"] * min(self.strong[i] - self.strong[1], 2)

    def _blurb(self, i: int) -> Iterator[str]:
        """Yield features of the blurb: its first sentence should contain a finite verb, and soon."""
        last = min(self.stop[i], i + 30, len(self.words) - 1)
        if self.finite[i + 1] <= last:
            yield "b_verb" + step(self.finite[i + 1] - i, 2, 6, 11)
        elif self.present[i + 1] > last:
            yield "b_no_verb"

    def _glue(self, i: int) -> Iterator[str]:
        if i in self.glues:
            yield "glued_letter"
        elif self.is_glued(i):
            yield "glued_mark"
        if self.glues - {i}:
            yield "glued_elsewhere"

    def whole(self) -> Iterator[str]:
        """Yield the features for and against leaving the line whole."""
        if self.title_case:
            yield "t_w"
            yield "t_w_small" + step(self.content[-1] - self.content[1], 1, 2, 4)
        if "stop" in self.traits[-1]:
            yield "w_stop" + step(self.length, 35, 60, 85, 110)
            if self.present[1] < min(8, self.finite[1]):
                yield "w_stop_present"
        if "starter" in self.traits[0]:
            yield "w_begins_starter"
            if self.starters[-1] == self.starters[1]:
                yield "w_only_starter"
        if not any("capital" in self.traits[i] for i in self.places):
            yield "w_no_capital_place"
