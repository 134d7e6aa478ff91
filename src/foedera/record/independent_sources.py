"""How many independent origins stand behind a telling, at least: voices quoted together are one, copies and pages of one outlet are one."""

from collections.abc import Iterable, Mapping, Sequence

from foedera.record.model import Account
from foedera.record.page_sources import OUTLET, PAGE
from foedera.values.codes import Factuality


def origins(account: Account, copy_root: Mapping[str, str]) -> tuple[str, ...]:
    """The voices the account goes back to; the page's outlet, or the page (or what it copies), when it names none."""
    if account.said_by:
        return (account.said_by[0], *account.also_said_by)
    root = copy_root.get(account.document_id, PAGE + account.document_id)
    return (root.removeprefix(OUTLET), *account.also_said_by)


def origin_groups(accounts: Iterable[Account], copy_root: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Origins that some account puts together, each group in order: what is counted."""
    groups: list[set[str]] = []
    for account in accounts:
        mine = set(origins(account, copy_root))
        joined = [g for g in groups if g & mine]
        groups = [g for g in groups if not g & mine] + [mine.union(*joined)]
    return tuple(sorted(tuple(sorted(g)) for g in groups))


def counted(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The accounts that bear a row out: those that tell it as done or denied; what was only announced counts where nobody does."""
    return tuple(a for a in accounts if a.factuality is not Factuality.FORECAST) or tuple(accounts)


def independent_sources(accounts: Sequence[Account], copy_root: Mapping[str, str]) -> int:
    """Number of groups of origins that no account puts together."""
    return len(origin_groups(counted(accounts), copy_root))
