"""Closed sets of codes for duties of agreements: how strongly they bind, under what conditions, with what reservations of wording."""

from enum import StrEnum


class Strength(StrEnum):
    """How strongly a duty binds, the strongest first. `permission` allows and binds nobody."""

    AUTOMATIC = "automatic"
    ALL_MEANS = "all_means"
    ACTION_DEEMED_NECESSARY = "action_deemed_necessary"
    CONSTITUTIONAL_PROCESSES = "constitutional_processes"
    CONSULT = "consult"
    NEUTRALITY = "neutrality"
    NON_AGGRESSION = "non_aggression"
    PERMISSION = "permission"


class EntryBy(StrEnum):
    """What brings an agreement into force."""

    SIGNATURE = "signature"
    EXCHANGE = "exchange"
    DEPOSIT = "deposit"
    NOTIFICATION = "notification"
    DATE = "date"
    UNKNOWN = "unknown"


class ConditionCode(StrEnum):
    """What must hold, besides the attack or threat itself, for a duty to be called up."""

    IN_AREA = "in_area"
    ADVERSARY = "adversary"
    UNPROVOKED = "unprovoked"
    STATE_OF_WAR = "state_of_war"
    REQUEST = "request"
    SEVERAL_ATTACKERS = "several_attackers"
    EXTERNAL = "external"
    JOINT_FINDING = "joint_finding"
    OWN_FINDING = "own_finding"
    AGREED_MEASURES = "agreed_measures"
    ORGAN_DECIDES = "organ_decides"
    THIRD_STATE_ACTS = "third_state_acts"
    RENEWED_ATTACK = "renewed_attack"
    SUPPORTED_BY = "supported_by"
    NOT_AT_WAR_BEFORE = "not_at_war_before"
    PEACEFUL_MEANS_FAILED = "peaceful_means_failed"
    NUCLEAR_WEAPONS_USED = "nuclear_weapons_used"
    SPECIAL_TREATY = "special_treaty"


class CaveatCode(StrEnum):
    """Words of an agreement, or doubts about it, that weaken or qualify a duty without being a condition of it."""

    OWN_LAWS = "own_laws"
    CONSTITUTIONAL_PROCESSES = "constitutional_processes"
    DEEMS_NECESSARY = "deems_necessary"
    CHARTER_51 = "charter_51"
    CHARTER_PREVAILS = "charter_prevails"
    COUNCIL_ENDS_MEASURES = "council_ends_measures"
    NEUTRALITY_LAW = "neutrality_law"
    NO_FORCE_WITHOUT_CONSENT = "no_force_without_consent"
    NATO_COMMITMENTS = "nato_commitments"
    EU_COMMITMENTS = "eu_commitments"
    LEAGUE_COVENANT = "league_covenant"
    OTHER_TREATIES = "other_treaties"
    SECRET = "secret"
    TEXT_UNPUBLISHED = "text_unpublished"
    POLITICAL = "political"
    NON_BINDING = "non_binding"
    UNILATERAL = "unilateral"
    NO_MUTUAL_DEFENCE = "no_mutual_defence"
    SEPARATE_AGREEMENT = "separate_agreement"
    EXTERNAL_ATTACK_UNDERSTANDING = "external_attack_understanding"
    COMMUNIST_AGGRESSION_UNDERSTANDING = "communist_aggression_understanding"
    FORCE_DISPUTED = "force_disputed"
    NEVER_APPLIED = "never_applied"
    FROZEN_BY_PARTY = "frozen_by_party"
    DENUNCIATION_DISPUTED = "denunciation_disputed"
    MEASURES_BY_COUNCIL = "measures_by_council"
    NO_PROMISE_TO_ACT = "no_promise_to_act"
    NOT_AGAINST_THIRD_STATES = "not_against_third_states"
    AID_WITHIN_ABILITY = "aid_within_ability"


class Covered(StrEnum):
    """Whether a case (forces outside the territory, an attack by a fellow party) calls the duty up."""

    YES = "true"
    NO = "false"
    UNKNOWN = "unknown"
