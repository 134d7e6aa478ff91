"""Why two tellings are taken for one agreement, or are not: parties, kinds, names and years of signature, weighed one by one."""

from foedera.record.agreements import LIKE_KINDS, ToldAgreement, may_be_one, share_of_names
from foedera.record.match import Match, ground
from foedera.values.dates import edtf_from_range

SAME_KIND, LIKE_KIND, YEAR = 1.0, 0.5, 0.5
LEAST_NAMES = 0.5  # of the content words of the shorter name, where the kinds differ


def compare_agreements(a: ToldAgreement, b: ToldAgreement) -> Match:
    """What speaks for one agreement and what against, the parties being the same."""
    x, y = a.reading.kind, b.reading.kind
    grounds, against = [ground("same_parties", parties="+".join(sorted(set(a.reading.parties))))], []
    weight, names = 0.0, share_of_names(a, b)
    if x is y:
        weight += SAME_KIND
        grounds.append(ground("same_kind_of_agreement", agreement_kind=str(x)))
    elif x in LIKE_KINDS and y in LIKE_KINDS:
        weight += LIKE_KIND
        grounds.append(ground("like_kinds", agreement_kind=str(x), other_kind=str(y)))
    elif names < LEAST_NAMES:
        against.append(ground("other_kinds", agreement_kind=str(x), other_kind=str(y)))
    if names:
        weight += names
        grounds.append(ground("like_names", first=a.reading.name_in_text, second=b.reading.name_in_text))
    if a.signed and b.signed:
        days = {"first": edtf_from_range(a.signed) or "", "second": edtf_from_range(b.signed) or ""}
        weight += YEAR * may_be_one(a, b)
        (grounds if may_be_one(a, b) else against).append(ground("signed_one_year" if may_be_one(a, b) else "signed_other_years", **days))
    elif not may_be_one(a, b):
        against.append(ground("steps_too_far_apart"))
    if a.document_id == b.document_id and a.reading.name_in_text != b.reading.name_in_text:
        against.append(ground("told_apart_here"))
    return Match(weight, tuple(grounds), tuple(against))
