"""How fast days are found: a network of 1 000 points (pages, tellings, acts) solved from nothing, and again after one more fact.

    python benchmarks/dating_speed.py [--points 1000]

A tenth of the pages have no date and bind the acts they tell of together; tellings give a day, a month, a weekday or nothing.
Times are of processor time, the median of 15 rounds.
"""

import argparse
import random
import statistics
import time
from datetime import date

from foedera.record import calendar_rules as calendar
from foedera.record.constraint_network import Between, ConstraintNetwork, Rule, Within
from foedera.record.model import Reason

ROUNDS = 15
TELLINGS = 4  # of one act
BASE = date(2024, 1, 1).toordinal()


def rules_of(points: int) -> list[Rule]:
    """The rules of a made-up record with so many points, in the order in which they are added: the surest first."""
    chance = random.Random(17)
    acts = round(points / (2 * TELLINGS + 1 / 3))  # an act, its tellings, a page for each but where three acts share one
    published: list[Rule] = []
    told: list[Rule] = []
    same: list[Rule] = []
    order: list[Rule] = []
    for act in range(acts):
        day = BASE + 3 * act + chance.randrange(3)
        for number in range(TELLINGS):
            name = f"told:{act}.{number}"
            page = f"page:{act}.{number}" if number else f"page:{act - act % 3}.0"
            if (act + number) % 10:
                out = day + chance.randrange(7)
                published.append(Within(page, Reason("published_as_said"), out, out))
            told += _told(name, page, day, number)
            same.append(Between(f"act:{act}", name, Reason("same_act"), *calendar.SAME_DAY, same_day=True))
        if act % 5:
            order.append(Between(f"act:{act}", f"act:{act - 1}", Reason("lifecycle_order"), calendar.not_after))
    return [*published, *told, *same, *order]


def _told(name: str, page: str, day: int, number: int) -> list[Rule]:
    found: list[Rule] = [Between(name, page, Reason("done_before_published"), last=calendar.not_after)]
    if number == 0:
        found.append(Within(name, Reason("weekday"), weekday=(day - 1) % 7))
        found.append(Between(name, page, Reason("bare_weekday"), *calendar.BARE_WEEKDAY))
    elif number == 1:
        found.append(Within(name, Reason("told_date"), day, day))
    elif number == 2:
        found.append(Between(name, page, Reason("latest_month"), *calendar.latest_month(date.fromordinal(day).month)))
    return found


def milliseconds(rules: list[Rule]) -> float:
    begin = time.process_time()
    ConstraintNetwork().add_all(rules)
    return 1000 * (time.process_time() - begin)


def one_more_fact(rules: list[Rule]) -> float:
    """A fact added to a network that is solved: what it binds is narrowed, nothing else is looked at."""
    network = ConstraintNetwork()
    network.add_all(rules)
    begin = time.process_time()
    network.add(Within("act:7", Reason("outside_fact"), BASE + 21, BASE + 25))
    return 1000 * (time.process_time() - begin)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=1000)
    points = parser.parse_args().points
    rules = rules_of(points)
    names = {n for r in rules for n in ((r.variable, r.anchor) if isinstance(r, Between) else (r.variable,))}
    whole, more = ([work(rules) for _ in range(ROUNDS)] for work in (milliseconds, one_more_fact))
    spent = f"{statistics.median(whole):.1f} ms from nothing, {statistics.median(more):.3f} ms for a fact"
    print(f"{len(names)} points, {len(rules)} rules: {spent}")


if __name__ == "__main__":
    main()
