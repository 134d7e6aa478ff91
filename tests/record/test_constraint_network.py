"""The network on its own: one result whatever the order of the rules, and no rule kept that contradicts a surer one."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.record import calendar_rules as rules
from foedera.record.constraint_network import Between, ConstraintNetwork, Rule, Within
from foedera.record.model import Reason
from foedera.values.dates import DateRange


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def within(name: str, low: str, high: str, rule: str = "told") -> Within:
    return Within(name, Reason(rule), day(low), day(high))


@pytest.mark.parametrize(
    ("rule", "published", "first", "last"),
    [
        (rules.BARE_WEEKDAY, "2019-05-09", "2019-05-03", "2019-05-09"),
        (rules.latest_month(6), "2019-06-01", "2019-06-01", "2019-06-30"),
        (rules.latest_month(6), "2019-05-31", "2018-06-01", "2018-06-30"),
        (rules.latest_month_day(2, 29), "2019-03-01", "2019-02-28", "2019-02-28"),
        (rules.latest_month_day(5, 10), "2019-05-09", "2018-05-10", "2018-05-10"),
        (rules.weeks_away(-1), "2019-05-12", "2019-04-29", "2019-05-05"),
        (rules.weeks_away(-1), "2019-05-13", "2019-05-06", "2019-05-12"),
        (rules.months_away(-1), "2019-01-31", "2018-12-01", "2018-12-31"),
        (rules.years_away(-1), "2019-01-31", "2018-01-01", "2018-12-31"),
    ],
)
def test_what_words_allow(rule: rules.Rule, published: str, first: str, last: str) -> None:
    assert (rule[0](day(published)), rule[1](day(published))) == (day(first), day(last))


def test_publication_follows_from_an_event_of_last_week() -> None:
    network = ConstraintNetwork()
    network.add(within("event", "2019-05-08", "2019-05-08"))
    network.add(Between("event", "published", Reason("last_week"), *rules.weeks_away(-1)))
    assert network.days("published") == DateRange(date(2019, 5, 13), date(2019, 5, 19))
    assert [r.rule for r in network.why("published")] == ["last_week", "told"]


def test_contradicting_rule_changes_nothing() -> None:
    network = ConstraintNetwork()
    assert network.add(within("a", "2019-05-01", "2019-05-31"))
    assert network.add(Between("b", "a", Reason("order"), first=rules.not_after))
    assert not network.add(within("b", "2019-04-01", "2019-04-30", "late"))
    assert network.days("a") == DateRange(date(2019, 5, 1), date(2019, 5, 31))
    assert network.days("b") == DateRange(date(2019, 5, 1), None)
    assert [r.reason.rule for r in network.left_out] == ["late"]


def test_weekday_of_one_act_is_that_of_the_other() -> None:
    network = ConstraintNetwork()
    network.add(Within("a", Reason("weekday"), weekday=2))
    network.add(Between("b", "a", Reason("same"), *rules.SAME_DAY, same_day=True))
    network.add(within("b", "2019-05-02", "2019-05-20"))
    assert network.days("a") == DateRange(date(2019, 5, 8), date(2019, 5, 15))
    assert network.weekday("b") == 2


def test_rules_that_chase_each_other_end() -> None:
    network = ConstraintNetwork()
    network.add(within("a", "2019-05-01", "2019-05-01"))
    network.add(Between("b", "a", Reason("after"), first=lambda p: p + 1))
    network.add(Between("c", "b", Reason("after"), first=lambda p: p + 1))
    assert not network.add(Between("b", "c", Reason("after"), first=lambda p: p + 1))


NAMES = ("a", "b", "c", "d")
START = date(2019, 1, 1)
windows = st.tuples(st.sampled_from(NAMES), st.integers(0, 400), st.integers(0, 200)).map(
    lambda t: Within(t[0], Reason("told"), (START + timedelta(t[1])).toordinal(), (START + timedelta(t[1] + t[2])).toordinal())
)
relations = st.sampled_from([rules.BARE_WEEKDAY, rules.latest_month(6), rules.weeks_away(-1), rules.months_away(0), rules.SAME_DAY])
links = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), relations).filter(lambda t: t[0] != t[1])
bound = links.map(lambda t: Between(t[0], t[1], Reason("link"), *t[2]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(windows, bound), max_size=7), st.integers(0, 9))
def test_order_of_rules_does_not_matter(given_rules: list[Rule], seed: int) -> None:
    first, second = ConstraintNetwork(), ConstraintNetwork()
    first.add_all(given_rules)
    if first.left_out:
        return  # which of two contradicting rules stays is decided by their surety, that is by order
    shuffled = list(given_rules)
    random.Random(seed).shuffle(shuffled)
    second.add_all(shuffled)
    assert {n: first.days(n) for n in NAMES} == {n: second.days(n) for n in NAMES}
