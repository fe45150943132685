"""Features of lines in languages that write headlines like sentences: Russian and Armenian. Imports no Django.

A capital inside such a headline belongs to a name, so that the features ask two things: is the capital a name's or
a sentence's, and what does each side lack. Two finite verbs without a comma or conjunction between them belong to two
sentences; a preposition, an adjective or `president` still waits for its noun or name.
"""

from collections.abc import Iterator

from articles.imports.seeds.splitting import word_lists_hy, word_lists_ru
from articles.imports.seeds.splitting.line import Line, before, step

_LEFT_KINDS = (
    *("stop", "asks", "closes", "number", "many", "genitive", "acronym", "latin", "given", "surname", "place"),
    *("adjective_first", "common", "likely_common", "starter"),
    *("unknown", "role", "head", "verb", "passive", "infinitive", "adjective", "adverb", "noun", "small"),
)
_RIGHT_KINDS = (
    *("opens", "number", "starter", "common", "likely_common", "given", "surname", "place", "acronym", "latin"),
    "unknown",
)
_NAMES = frozenset({"given", "surname", "place", "acronym", "latin", "unknown"})
_PERSON = frozenset({"given", "surname", "unknown"})
_FINITE = frozenset({"verb", "passive", "auxiliary", "verb_first"})
_JOINS = frozenset({"never_last", "continues", "mark"})
_CLOSING = frozenset('»”"')
_ROLE_REACH = 6  # words from a role to its holder's name: `министр обороны Республики Армения | Сурен`


def _kind(seen: frozenset[str], kinds: tuple[str, ...]) -> str:
    return next((kind for kind in kinds if kind in seen), "other")


class SentenceCaseLine(Line):
    """A line whose headline is written like a sentence."""

    def prepare(self) -> None:
        self.left_kinds = [_kind(seen, _LEFT_KINDS) for seen in self.traits]
        self.right_kinds = [_kind(seen, _RIGHT_KINDS) for seen in self.traits]
        self.finite = self.next_with(lambda seen: seen & _FINITE)
        self.stop = self.next_with(lambda seen: "stop" in seen)
        self.verbs = before(bool(seen & _FINITE) for seen in self.traits)
        self.unjoined = self._verbs_not_joined()
        self.stops = before("stop" in seen for seen in self.traits)
        self.colons = before(word[-1] == ":" for word in self.words)
        self.starts = [k for k in self.places if self.right_kinds[k] in ("starter", "common")]
        self.roles = self._open_roles()
        self.glued = any(self.is_glued(k) and self.words[k - 1][-1].isalnum() for k in range(1, len(self.words)))

    def _verbs_not_joined(self) -> list[int]:
        """Return for each piece how many of the finite verbs before it follow another without comma or conjunction."""
        counts, since_verb = [0], False
        for seen in self.traits:
            joined = since_verb and bool(seen & _FINITE)
            counts.append(counts[-1] + joined)
            since_verb = (since_verb or bool(seen & _FINITE)) and not (seen & _JOINS and "preposition" not in seen)
        return counts

    def _open_roles(self) -> list[bool]:
        """Return for each piece whether a role shortly before it still waits for its holder's name."""
        found, since = [], _ROLE_REACH + 1
        for seen in self.traits:
            found.append(since <= _ROLE_REACH)
            if seen & {"role", "title"}:
                since = 0
            elif seen & _FINITE or seen & {"given", "surname", "continues", "stop"}:
                since = _ROLE_REACH + 1
            since += 1
        return found

    def may_begin(self, i: int) -> bool:
        left, right = self.traits[i - 1], self.traits[i]
        waits = "adjective_first" in left or ("names_next" in left and right & {"given", "surname"})
        if waits and not left & {"closes", "asks", "stop"}:
            return False
        return super().may_begin(i)

    def features(self, i: int) -> Iterator[str]:
        left, right = self.left_kinds[i - 1], self.right_kinds[i]
        yield f"l_{left}"
        yield f"r_{right}"
        yield f"{left}|{right}"
        yield from self._left(i)
        yield from self._right(i)
        yield from self._verbs(i)
        yield from self._repetition(i)
        yield from self._lengths(i)
        yield from self._glue(i)

    def _left(self, i: int) -> Iterator[str]:
        left, right = self.at(i - 1), self.at(i)
        if "closes" in left and "capital" in left:
            yield "l_closes_name"
        if self.roles[i] and right & _PERSON and not left & {"closes", "asks"}:
            yield f"role_open|{self.right_kinds[i]}"
        for trait in ("direct", "oblique"):
            if trait in left:
                yield f"l_{trait}"
                if trait in right:
                    yield f"{trait}|{trait}"
        if "capital" in right and "capital" in left:
            yield f"run{self._run(i - 1, -1)}|{self._run(i, 1)}"
        names = 0
        while names < 3 and self.at(i - 1 - names) & {"capital", "number"}:
            names += 1
        if names:
            inside = self.at(i - 1 - names)
            for trait in ("preposition", "role", "head", "adjective", "genitive"):
                if trait in inside:
                    yield f"{trait}+{min(names, 2)}"
                    break
            else:
                if inside & _FINITE:
                    yield f"verb+{min(names, 2)}"
            if inside & {"continues", "mark"} or names == i:
                yield f"begins+{min(names, 3)}"
        else:
            kind = self.left_kinds[i - 2] if i > 1 else "none"
            yield f"ll_{kind}"

    def _run(self, k: int, direction: int) -> int:
        """Return how many names follow each other from piece k on, up to three."""
        length = 0
        while length < 3 and self.at(k) & _NAMES and not (length and direction < 0 and self.at(k) & {"closes", "stop"}):
            length, k = length + 1, k + direction
        return length

    def _after_quote(self, i: int) -> str:
        """Return what follows the quote that opens with piece i: a quote that closes a headline precedes a capital."""
        for k in range(i, min(i + 12, len(self.words))):
            if "closes" in self.traits[k] or (k > i and self.words[k].rstrip(",.;:!?…")[-1:] in _CLOSING):
                return "more" if "continues" in self.traits[k] else self._what_is_at(k + 1)
        return "open"

    def _what_is_at(self, k: int) -> str:
        seen = self.at(k)
        kinds = ("small", "mark", "capital", "number")
        return "finite" if "small" in seen and seen & _FINITE else next((kind for kind in kinds if kind in seen), "end")

    def _right(self, i: int) -> Iterator[str]:
        right, after = self.at(i), self.at(i + 1)
        for trait in ("direct", "oblique", "title", "adjective_first", "verb_first"):
            if trait in right:
                yield f"r_{trait}"
        kind = self.right_kinds[i]
        if kind == "opens":
            yield "r_opens_" + ("capital" if "capital" in right else "other")
            yield "r_quote_then_" + self._after_quote(i)
        following = (
            self.right_kinds[i + 1] if after and "capital" in after else self.left_kinds[i + 1] if after else "end"
        )
        if after & _FINITE:
            following = "finite"
        yield f"rr_{following}"
        if kind not in ("starter", "common"):
            yield f"{kind}>{following}"
        if "continues" in right:
            yield "r_continues"
        if i + 1 >= len(self.words):
            yield "r_last"

    def _verbs(self, i: int) -> Iterator[str]:
        headline, unjoined = self.verbs[i], self.unjoined[i]
        yield "h_verbs" + step(headline, 1, 2, 3)
        if not headline and not self.colons[i]:
            yield "h_no_verb_no_colon"
        if unjoined:
            yield "h_unjoined" + step(unjoined, 2)
        if self.stops[i - 1]:
            yield "h_stop_inside"
        last = min(self.stop[i], len(self.words) - 1)
        verb = self.finite[i]
        if verb <= last:
            yield "b_verb" + step(verb - i, 1, 2, 3, 5, 8)
            between = sum(1 for k in self.starts if i < k <= verb)
            if between:
                yield "b_start_before_verb" + step(between, 2)
        else:
            yield "b_no_verb"
        rest = self.unjoined[last + 1] - self.unjoined[min(verb, last) + 1]
        if rest:
            yield "b_unjoined" + step(rest, 2)
        earlier = sum(1 for k in self.starts if k < i)
        later = sum(1 for k in self.starts if i < k <= last)
        yield "starts_before" + step(earlier, 1, 2)
        yield "starts_after" + step(later, 1, 2)

    def _repetition(self, i: int) -> Iterator[str]:
        root, earlier = self.stems[i], self.stems[:i]
        if len(root) < 2 or "starter" in self.at(i):
            return
        if root == earlier[-1]:
            yield "repeats_last"
        elif root in earlier:
            yield "repeats"
        elif "capital" in self.at(i + 1) and self.stems[i + 1] in earlier:
            yield "repeats_second"

    def _lengths(self, i: int) -> Iterator[str]:
        yield "h_words" + step(i, 2, 3, 4, 5, 7, 10, 12, 15)
        yield "h_chars" + step(self.pieces[i - 1][1], 20, 28, 36, 70, 85, 100)
        yield "b_chars" + step(self.length - self.pieces[i][0], 12, 20, 30, 45)

    def _glue(self, i: int) -> Iterator[str]:
        if self.is_glued(i):
            yield "glued_letter" if self.words[i - 1][-1].isalnum() else "glued_mark"
        elif self.glued:
            yield "glued_elsewhere"

    def whole(self) -> Iterator[str]:
        yield "w_stop" + step(self.length, 35, 60, 85, 110) if "stop" in self.traits[-1] else "w_no_stop"
        yield "w_chars" + step(self.length, 40, 60, 80, 110, 150)
        yield "w_verbs" + step(self.verbs[-1], 1, 2, 3)
        yield "w_unjoined" + step(self.unjoined[-1], 1, 2)
        yield "w_starts" + step(len(self.starts), 1, 2)
        if "starter" in self.traits[0]:
            yield "w_begins_starter"


class RussianLine(SentenceCaseLine):
    """A line in Russian."""

    sure = 0.7
    traits_of = staticmethod(word_lists_ru.traits)
    stem = staticmethod(word_lists_ru.root)


class ArmenianLine(SentenceCaseLine):
    """A line in Armenian."""

    sure = 0.8  # fitted on few lines
    traits_of = staticmethod(word_lists_hy.traits)
    stem = staticmethod(word_lists_hy.root)
