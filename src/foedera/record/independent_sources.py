"""How many independent origins stand behind a telling, at least: voices quoted together are one, copies of one page are one."""

from collections.abc import Iterable, Mapping

from foedera.record.model import Account


def origins(account: Account, copy_root: Mapping[str, str]) -> tuple[str, ...]:
    """The voices the account goes back to; the page itself (or what it copies) when it names none."""
    if account.said_by:
        return (account.said_by[0], *account.also_said_by)
    root = copy_root.get(account.document_id, account.document_id)
    return (f"page:{root}", *account.also_said_by)


def independent_sources(accounts: Iterable[Account], copy_root: Mapping[str, str]) -> int:
    """Number of groups of origins that no account puts together."""
    groups: list[set[str]] = []
    for account in accounts:
        mine = set(origins(account, copy_root))
        joined = [g for g in groups if g & mine]
        groups = [g for g in groups if not g & mine] + [mine.union(*joined)]
    return len(groups)
