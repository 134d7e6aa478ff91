"""Closed sets of codes (contract READING.md): what the code may branch on."""

from enum import StrEnum


class Factuality(StrEnum):
    """Who answers for a statement and how surely; codes of contract READING.md."""

    STATED = "stated"
    ATTRIBUTED = "attributed"
    HEDGED = "hedged"
    DENIED = "denied"
    FORECAST = "forecast"


class Status(StrEnum):
    """Whether a step was taken, is to come or is denied; codes of contract READING.md."""

    DONE = "done"
    FUTURE = "future"
    DENIED = "denied"


class Step(StrEnum):
    """Lifecycle steps, in the order in which a treaty passes through them."""

    NEGOTIATED = "negotiated"
    SIGNED = "signed"
    ADOPTED_BY_CHAMBER = "adopted_by_chamber"
    RATIFIED = "ratified"
    INSTRUMENTS_EXCHANGED = "instruments_exchanged"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    SUPERSEDED = "superseded"


class AgreementKind(StrEnum):
    """What an agreement is about; codes of contract READING.md."""

    MUTUAL_DEFENCE = "mutual_defence"
    STRATEGIC_PARTNERSHIP = "strategic_partnership"
    FRIENDSHIP = "friendship"
    ARMS_CONTROL = "arms_control"
    ALLIANCE_ACCESSION = "alliance_accession"
    ORGANISATION_MEMBERSHIP = "organisation_membership"
    SECURITY_ASSISTANCE = "security_assistance"
    ACCESS = "access"
    ECONOMIC = "economic"
    PEACE = "peace"
    DECLARATION = "declaration"


class EventType(StrEnum):
    """What happened; codes of contract READING.md."""

    VISIT = "visit"
    MEETING = "meeting"
    DEPLOYMENT = "deployment"
    TRANSFER = "transfer"
    SANCTION = "sanction"
    ATTACK = "attack"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    EXERCISE = "exercise"
    THREAT = "threat"
    CASUALTIES = "casualties"


class ActionClass(StrEnum):
    """What a duty asks for; codes of contract READING.md."""

    DEFENCE = "defence"
    CONSULT = "consult"
    COORDINATION = "coordination"
    COOPERATION = "cooperation"
    NON_AID = "non_aid"
    NON_AGGRESSION = "non_aggression"
    NON_HOSTILE_AGREEMENT = "non_hostile_agreement"
    LIMIT = "limit"
    ACCESS = "access"
    TERRITORY = "territory"
    PAYMENT = "payment"
    TRANSFER = "transfer"
    RECOGNITION = "recognition"
    SECURITY = "security"
    SECRECY = "secrecy"
    SUPPORT = "support"


class TriggerClass(StrEnum):
    """What calls a duty up; codes of contract READING.md."""

    ARMED_ATTACK = "armed_attack"
    THREAT = "threat"
    INTERNAL_DISORDER = "internal_disorder"
    REQUEST = "request"
