"""The page of one statement: what was read, by whom, and why. Plain lines; interfaces only print them."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from enum import Enum
from typing import Any

from foedera.reading.model import SHALLOW, SYNTAX
from foedera.reading.why_read import RuleRead, SentenceRead, Statement, VerbRead, WhyRead
from foedera.views.labels import Labels

_NOT_TOLD = frozenset({"evidence", "date_phrase", "reader", "found_by", "given_id", "steps", "obligations", "text"})
_WIDE = (3, 16, 6, 12, 5)
ALONE = frozenset({SYNTAX, SHALLOW})


def reader_mark(reader: str, labels: Labels) -> str:
    """A short mark of who found a statement ("one reader: words"); empty where it is not known."""
    return labels.words.say(f"statement.mark.{reader}") if reader else ""


def statement_lines(
    statement_id: str, document_id: str, kind: str, statement: Statement, agreement: str | None, why: WhyRead | None, labels: Labels
) -> tuple[str, ...]:
    """The whole page: heading, what was read, who found it, and, where today's reader finds it again, what it was read from."""
    say = labels.words.say
    found = [say("statement.heading", kind=say(f"statement.kind.{kind}"), id=statement_id)]
    if statement.evidence:
        at = statement.evidence
        found.append(say("statement.where", words=at.text, document=document_id, start=str(at.start), end=str(at.end)))
    found += [say("statement.about", agreement=agreement)] if agreement else []
    found += ["", say("statement.read_as"), *_fields(statement, labels), "", _reader(statement.reader, why, labels)]
    return (*found, *(_why(why, labels) if why else ["", say("statement.not_again")]))


def _reader(reader: str, why: WhyRead | None, labels: Labels) -> str:
    say = labels.words.say
    name = say(f"statement.reader.{reader or 'unknown'}")
    if why is None or why.confidence is None:
        return say("statement.found_by", reader=name)
    return say("statement.sure", reader=name, share=str(round(100 * why.confidence)))


def _fields(statement: Statement, labels: Labels) -> Iterator[str]:
    """What the statement says, in the codes of the contract; what it is silent on is left out."""
    for field in fields(statement):
        value = getattr(statement, field.name)
        if field.name not in _NOT_TOLD and value not in (None, (), ""):
            yield labels.words.say("statement.field", name=field.name, value=_plain(value))


def _plain(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if hasattr(value, "mod") and hasattr(value, "value"):
        return " ".join(filter(None, (f"{value.mod} {value.value:g}", value.unit)))
    return str(value)


def _why(why: WhyRead, labels: Labels) -> Iterator[str]:
    say = labels.words.say
    cues, reports = [r for r in why.rules if not r.says], [r for r in why.rules if r.says]
    yield from ("", say("statement.set_off"))
    yield from [line for rule in cues for line in _rule(rule, labels)] or [say("statement.no_rule")]
    yield from ("", say("statement.said"))
    yield from [line for rule in reports for line in _rule(rule, labels)] or [say("statement.no_voice")]
    for sentence in why.sentences:
        yield from _named(sentence, labels)
        yield from ("", say("statement.tree"))
        yield from _tokens(sentence, labels)
        yield from _frames(sentence.verbs, labels)


def _rule(rule: RuleRead, labels: Labels) -> Iterator[str]:
    say = labels.words.say
    yield say("statement.rule", words=rule.words, start=str(rule.start), end=str(rule.end), rule=rule.rule)
    if rule.says:
        yield say("statement.voices", voices=", ".join(labels.actor(v) for v in rule.says))
    if rule.entry:
        yield say("statement.entry", file=rule.entry.file, place=rule.entry.key)
        yield from (say("statement.example", example=e) for e in rule.entry.examples)


def _named(sentence: SentenceRead, labels: Labels) -> Iterator[str]:
    say = labels.words.say
    yield from ("", say("statement.mentions"))
    for m in sentence.mentions:
        yield say("statement.mention", words=m.text, actor=labels.actor(m.actor), kind=m.kind)
    yield from [] if sentence.mentions else [say("statement.no_mention")]
    if sentence.date_phrases:
        yield from ("", say("statement.dates"))
        yield from (say("statement.date", words=d.text, value=d.value or "?", rule=d.kind) for d in sentence.date_phrases)


def _tokens(sentence: SentenceRead, labels: Labels) -> Iterator[str]:
    """One line a word: number, word, class, label, number of its head, features."""
    if not sentence.tokens:
        yield labels.words.say("statement.no_tree")
    for number, token in enumerate(sentence.tokens, start=1):
        head = 0 if token.head == number - 1 else token.head + 1
        cells = (str(number), token.text, token.upos, token.label, str(head))
        told = {"feats": "|".join(f"{k}={v}" for k, v in token.feats)}
        names = ("number", "word", "upos", "label", "head")
        padded = {name: cell.ljust(width) for name, cell, width in zip(names, cells, _WIDE, strict=True)}
        yield labels.words.say("statement.token", **padded, **told).rstrip()


def _frames(verbs: Iterable[VerbRead], labels: Labels) -> Iterator[str]:
    say, found = labels.words.say, list(verbs)
    yield from ("", say("statement.verbs")) if found else ()
    for one in found:
        verb = say("statement.negated", verb=one.verb) if one.negated else one.verb
        arguments = "; ".join(say("statement.argument", role=role, words=words) for role, words in one.arguments)
        yield say("statement.verb", verb=verb, mood=one.mood, arguments=arguments)
