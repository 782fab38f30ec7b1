"""All rules, in the order in which they are tried; of two equal questions the earlier rule's stays."""

from quiz.generate.rules import (
    acronym,
    age,
    agent,
    attribute,
    cloze,
    dated,
    definition,
    duration,
    event_date,
    existential,
    lifespan,
    listed,
    located,
    measure,
    money,
    number,
    object,  # noqa: A004 - the grammatical one
    oblique,
    office,
    relation,
    renamed,
    role,
    score,
    share,
    subject,
    superlative,
    toll,
)
from quiz.generate.rules.base import Rule

RULES: tuple[Rule, ...] = (
    acronym.RULE,
    office.RULE,
    relation.RULE,
    role.RULE,
    definition.RULE,
    renamed.RULE,
    attribute.RULE,
    lifespan.RULE,
    event_date.RULE,
    located.RULE,
    dated.RULE,
    toll.RULE,
    score.RULE,
    age.RULE,
    measure.RULE,
    existential.RULE,
    share.RULE,
    money.RULE,
    duration.RULE,
    number.RULE,
    listed.RULE,
    subject.RULE,
    agent.RULE,
    superlative.RULE,
    object.RULE,
    oblique.RULE,
)

FALLBACK: Rule = cloze.RULE
"""Tried for the sentences that no other rule made a card of."""
