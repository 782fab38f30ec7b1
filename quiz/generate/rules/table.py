"""All rules, in the order in which they are tried; of two equal questions the earlier rule's stays."""

from quiz.generate.rules import (
    acronym,
    attribute,
    dated,
    event_date,
    listed,
    located,
    number,
    object,  # noqa: A004 - the grammatical one
    office,
    renamed,
    subject,
)
from quiz.generate.rules.base import Rule

RULES: tuple[Rule, ...] = (
    acronym.RULE,
    office.RULE,
    renamed.RULE,
    attribute.RULE,
    event_date.RULE,
    located.RULE,
    dated.RULE,
    number.RULE,
    listed.RULE,
    subject.RULE,
    object.RULE,
)
