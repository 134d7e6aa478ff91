"""An agreement as the file of agreements knows it: own words in each language, dates per party, and where each value comes from."""

from dataclasses import dataclass, field

from foedera.values.duty_codes import CaveatCode, ConditionCode, Covered, EntryBy

ALL_FIELDS = "*"


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text in each language of the world files: (("en", "a threat"), ("fr", "une menace"))."""

    forms: tuple[tuple[str, str], ...]

    def say(self, lang: str) -> str:
        """The text in this language; the first one the file gives when it has none.

        >>> LocalText((("en", "a threat"), ("fr", "une menace"))).say(lang="fr")
        'une menace'
        """
        return dict(self.forms).get(lang, self.forms[0][1])

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the text is given in, in the file's order."""
        return tuple(lang for lang, _ in self.forms)


@dataclass(frozen=True, slots=True)
class FiledParty:
    """One span of one party; a state that left and came back has two. All dates are EDTF.

    `since` is None for those that began with the agreement; leaving was `notified` on one day and took effect on another, `until`.
    """

    state: str
    since: str | None = None
    until: str | None = None
    signed: str | None = None
    consent: str | None = None
    notified: str | None = None
    provisional: str | None = None
    reservations: tuple[LocalText, ...] = ()
    contested: LocalText | None = None  # who disputes that the state is a party, and why


@dataclass(frozen=True, slots=True)
class FiledCondition:
    """What must hold for a duty; `who`: the states or organ that the condition speaks of, as codes; `under`: the agreements it rests on."""

    code: ConditionCode
    text: LocalText
    who: tuple[str, ...] = ()
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FiledCaveat:
    """A qualification of a duty; `article` where it stands when it is the agreement's own words."""

    code: CaveatCode
    text: LocalText
    article: int | None = None


@dataclass(frozen=True, slots=True)
class FiledScope:
    """Where, and against whom, a duty runs. Nothing given means no limit is known.

    `areas` and `excludes` are codes of world/areas (an attack counts if it is in any area and in none excluded); `adversaries` are states.
    `fellow_parties`: whether an attack by one party on another is covered; few texts say so.
    """

    areas: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    adversaries: tuple[str, ...] = ()
    not_adversaries: tuple[str, ...] = ()
    forces_abroad: Covered = Covered.UNKNOWN
    fellow_parties: Covered = Covered.UNKNOWN


@dataclass(frozen=True, slots=True)
class FiledDuty:
    """One duty under a `label` of its own; codes as in the record (`action_class`, `trigger_class`), words of the file's own.

    `bearer` and `beneficiary` are codes joined by "+", "each party" or "the other". `since` and `until` (EDTF) bound its validity.
    """

    label: str
    article: int | None
    bearer: str
    beneficiary: str | None
    action: LocalText
    action_class: str
    strength: str | None = None
    delay: LocalText | None = None
    trigger: LocalText | None = None
    trigger_class: str | None = None
    scope: FiledScope = FiledScope()
    conditions: tuple[FiledCondition, ...] = ()
    caveats: tuple[FiledCaveat, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class FiledException:
    """What takes the duty labelled `to` away from some bearers or towards some beneficiaries (nobody named: all), while it lasts.

    `areas`, `adversaries` narrow it to attacks there or by these states, `not_adversaries` to attacks by any state but these.
    `contested`: whether the exception holds is itself disputed, so that the duty is neither bound nor free.
    """

    label: str
    to: str
    text: LocalText
    article: int | None = None
    bearers: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    adversaries: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    not_adversaries: tuple[str, ...] = ()
    contested: bool = False


@dataclass(frozen=True, slots=True)
class FiledSuspension:
    """The duties of `of` towards `towards` do not run from `since` to `until` (EDTF; open when None); the other way is untouched.

    `alone`: the party that says so without notice, which the others need not accept: the legs are then contested.
    """

    of: tuple[str, ...]
    towards: tuple[str, ...]
    since: str
    until: str | None
    text: LocalText
    sources: tuple[str, ...]
    alone: str | None = None


@dataclass(frozen=True, slots=True)
class EntryRule:
    """How the agreement enters into force; `needs` in the file's own words ("both ratifications"), `article` where it says so."""

    by: EntryBy
    needs: LocalText | None = None
    article: int | None = None


@dataclass(frozen=True, slots=True)
class WithdrawalRule:
    """How a party leaves: `notice` and `not_before` (from entry into force) are ISO 8601 durations ("P1Y"); `to` keeps the notices."""

    notice: str | None = None
    not_before: str | None = None
    to: str | None = None
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long the agreement runs, in ISO 8601 durations; `renewed` each time by itself; both None: no term."""

    initial: str | None = None
    renewed: str | None = None
    article: int | None = None


@dataclass(frozen=True, slots=True)
class FiledScenario:
    """A day and facts, and who is then bound by the duty `duty` of this agreement. `verdicts` maps bound, not_bound, undetermined or
    contested to states; `because` is where the answer comes from."""

    kind: str
    by: tuple[str, ...]
    on_whom: str
    on: str
    duty: str
    verdicts: tuple[tuple[str, tuple[str, ...]], ...]
    because: str
    at: str | None = None
    on_forces: bool = False
    provoked: bool = False
    assume: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FiledAgreement:
    """Dates are EDTF. `ended_by` is the step that ended it (terminated, superseded).

    `sources`: field path ("signed", "parties.MEX", "provisions.aid", "*" for the whole) -> where its value comes from.
    `unverified_fields`: paths whose value nobody has checked yet. `signatories` signed and are not bound.
    """

    id: str
    names: LocalText
    kind: str
    parties: tuple[FiledParty, ...]
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    binding: bool = True
    signatories: tuple[str, ...] = ()
    signed: str | None = None
    in_force: str | None = None
    ended: str | None = None
    ended_by: str | None = None
    entry: EntryRule = EntryRule(EntryBy.UNKNOWN)
    withdrawal: WithdrawalRule = WithdrawalRule()
    duration: Duration = Duration()
    depositary: str | None = None
    replaces: tuple[str, ...] = ()
    duties: tuple[FiledDuty, ...] = ()
    exceptions: tuple[FiledException, ...] = ()
    suspensions: tuple[FiledSuspension, ...] = ()
    unverified_fields: tuple[str, ...] = ()
    notes: LocalText | None = None
    scenarios: tuple[FiledScenario, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The name in the first language of the file."""
        return self.names.forms[0][1]

    @property
    def source(self) -> str:
        """Every source of the file, each once, in the order of the fields."""
        return "; ".join(dict.fromkeys(source for _, sources in self.sources for source in sources))

    @property
    def unverified(self) -> str | None:
        """The paths of the fields nobody has checked, as one text; None when there is none."""
        return ", ".join(self.unverified_fields) or None

    def sources_of(self, path: str) -> tuple[str, ...]:
        """Where the value at a field path comes from: its own sources, else those of the field around it, else of the whole file."""
        known = dict(self.sources)
        while path and path not in known:
            path = path.rpartition(".")[0]
        return known.get(path) or known.get(ALL_FIELDS, ())

    def duty(self, label: str) -> FiledDuty | None:
        """The duty under this label."""
        return next((duty for duty in self.duties if duty.label == label), None)
