"""The agreements that a form may name, in the reader's language where the file of agreements has them."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedera.corpus.listed_row import Kind
from foedera.interfaces.web.site import Site
from foedera.views.filed_names import filed_names

MOST = 300  # agreements of the record in a picker, those told of last first


@dataclass(frozen=True, slots=True)
class AgreementName:
    """An agreement's id and name."""

    id: str
    name: str


def agreement_names(site: Site, ids: Iterable[str], lang: str) -> dict[str, str]:
    """The names of these agreements, by id; unknown ones are left out."""
    wanted = tuple(ids)
    filed = filed_names(lang)
    told = site.desk().agreement_names([name for name in wanted if name not in filed])
    return told | {name: filed[name] for name in wanted if name in filed}


def agreements_to_choose(site: Site, lang: str) -> tuple[AgreementName, ...]:
    """The agreements of the record and of the file, by id."""
    told = {row.id: row.title for row in site.desk().listed(Kind.AGREEMENT, limit=MOST).rows}
    return tuple(AgreementName(agreement_id, name) for agreement_id, name in sorted((told | dict(filed_names(lang))).items()))
