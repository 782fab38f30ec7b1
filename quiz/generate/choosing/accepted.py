"""What else counts as the right answer: acronym and full form, surname, a country's other names, a city's country.

Never a form that another name of the article bears too: where two Lees are named, "Lee" is no answer.
"""

from collections.abc import Sequence

from quiz.generate.entities.names import Name
from quiz.generate.entities.places import countries, country, other_names
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context


def accepted(candidate: Candidate, context: Context) -> tuple[tuple[str, ...], ...]:
    """Return the answers of ``candidate`` with all their forms, the one to show first in each."""
    return tuple(_widened(item, candidate, context) for item in candidate.answers)


def _widened(item: Sequence[str], candidate: Candidate, context: Context) -> tuple[str, ...]:
    first = item[0]
    name = context.names.by_form(first)
    more: list[str] = []
    if name is not None and first.casefold() in {f.casefold() for f in name.forms}:
        more = [*_forms_of(name), *(_with_country(name) if name.kind is Kind.CITY else ())]
    asked = set(candidate.prompt.casefold().replace("?", " ").split())
    safe = [*item, *(form for form in more if not _is_of_another(form, name, context))]
    safe = [form for form in safe if form == first or form.casefold() not in asked]
    unique: dict[str, str] = {}
    for form in safe:
        if len(form.strip(". ")) > 1 or form == first:
            unique.setdefault(form.casefold(), form)
    return tuple(unique.values())


def _forms_of(name: Name) -> list[str]:
    forms = sorted(name.forms)
    if name.acronym:
        forms.append(name.acronym)
    if name.kind is Kind.PERSON and " " in name.full and not name.namesakes:
        forms.append(name.surname)
    if name.kind is Kind.COUNTRY:
        forms += other_names(name.full)
    return forms


def _with_country(name: Name) -> list[str]:
    home = next((c for c in countries() if c.capital.casefold() == name.full.casefold()), None)
    return [f"{name.full}, {home.name}"] if home is not None else []


def _is_of_another(form: str, own: Name | None, context: Context) -> bool:
    """Tell whether a form is the whole name, a spelling or the surname of somebody else in the article."""
    folded = form.casefold()
    for other in context.names:
        if other is own or (own is not None and other.full == own.full):
            continue
        if folded in {f.casefold() for f in other.forms}:
            return country(form) is None or country(form) != country(own.full if own is not None else "")
        if other.kind is Kind.PERSON and " " in other.full and folded == other.surname.casefold():
            return True
    return False
