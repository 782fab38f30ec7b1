"""All rules, in the order in which they are tried; of two equal questions the earlier rule's stays."""

from quiz.generate.rules import acronym, dated, located, number, office, renamed, subject
from quiz.generate.rules.base import Rule

RULES: tuple[Rule, ...] = (
    acronym.RULE, office.RULE, renamed.RULE, located.RULE, dated.RULE, number.RULE, subject.RULE,
)
