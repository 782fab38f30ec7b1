"""What the verbs of a life let one ask for, with the words that people ask for it with."""

from dataclasses import dataclass

from quiz.generate.facts import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a verb of a life lets one ask for."""

    verbs: str
    target: str
    """``obj`` or ``xcomp``, or the prepositions of the phrase that is asked for, separated by ``|``."""
    prompt: str
    """With ``{noun}`` for the sort of what is asked for, ``{who}``, and ``{obj}``, ``{at}`` and ``{when}`` if told."""
    noun: str = ""
    """The sort to ask for when the name's own is not known; without it, ``bare`` is the prompt."""
    bare: str = ""
    passive: bool = False
    kinds: frozenset[Kind] = frozenset()
    """What the name may be; empty for a common noun, which is the answer then."""


_BODIES = frozenset({Kind.ORGANIZATION, Kind.FACILITY})
_PLACES = frozenset({Kind.CITY, Kind.COUNTRY, Kind.PLACE})
_HOMES = _PLACES | {Kind.FACILITY}
FRAMES = (
    Frame(
        verbs="study",
        target="at",
        prompt="at which {noun} did {who} study{obj}{when}?",
        noun="institution",
        kinds=_BODIES | {Kind.PLACE, Kind.NAME},
    ),
    Frame(verbs="study", target="obj", prompt="what did {who} study{at}{when}?"),
    Frame(
        verbs="teach",
        target="at",
        prompt="at which {noun} did {who} teach{obj}{when}?",
        noun="institution",
        kinds=_BODIES | {Kind.PLACE, Kind.NAME},
    ),
    Frame(
        verbs="attend",
        target="obj",
        prompt="which {noun} did {who} attend{when}?",
        noun="school",
        kinds=_BODIES | {Kind.PLACE, Kind.NAME},
    ),
    Frame(
        verbs="graduate",
        target="from",
        prompt="from which {noun} did {who} graduate{when}?",
        noun="institution",
        kinds=_BODIES | {Kind.PLACE, Kind.NAME},
    ),
    Frame(verbs="marry", target="obj", prompt="whom did {who} marry{when}?", noun="-", kinds=frozenset({Kind.PERSON})),
    Frame(
        verbs="bear",
        target="in|at",
        prompt="in which {noun} was {who} born?",
        bare="where was {who} born?",
        passive=True,
        kinds=_HOMES,
    ),
    Frame(
        verbs="die",
        target="in|at",
        prompt="in which {noun} did {who} die?",
        bare="where did {who} die?",
        kinds=_HOMES,
    ),
    Frame(
        verbs="receive obtain earn complete hold take",
        target="from|at",
        prompt="from which {noun} did {who} {verb}{obj}{when}?",
        noun="institution",
        kinds=_BODIES | {Kind.PLACE, Kind.NAME},
    ),
    Frame(
        verbs="grow",
        target="in",
        prompt="in which {noun} did {who} grow up?",
        bare="where did {who} grow up?",
        kinds=_HOMES,
    ),
    Frame(
        verbs="make",
        target="at|in|with",
        prompt="at which {noun} did {who} make{obj}{when}?",
        kinds=frozenset({Kind.EVENT, Kind.FACILITY, Kind.NAME, Kind.ORGANIZATION}),
    ),
    Frame(
        verbs="debut",
        target="at|in|with",
        prompt="at which {noun} did {who} debut{when}?",
        kinds=frozenset({Kind.EVENT, Kind.FACILITY, Kind.ORGANIZATION}),
    ),
    Frame(verbs="die", target="of|from", prompt="of what did {who} die?"),
    Frame(
        verbs="bury",
        target="in|at",
        prompt="in which {noun} was {who} buried?",
        bare="where was {who} buried?",
        passive=True,
        kinds=_HOMES,
    ),
    Frame(
        verbs="move emigrate flee immigrate relocate",
        target="to",
        prompt="to which {noun} did {who} {verb}{when}?",
        kinds=_PLACES,
    ),
    Frame(
        verbs="receive win earn",
        target="obj",
        prompt="which {noun} did {who} {verb}{when}?",
        kinds=frozenset({Kind.PRIZE}),
        noun="award",
    ),
    Frame(
        verbs="join",
        target="obj",
        prompt="which {noun} did {who} join{when}?",
        kinds=_BODIES,
    ),
    Frame(
        verbs="work",
        target="for|at",
        prompt="for which {noun} did {who} work{when}?",
        noun="organization",
        kinds=frozenset({Kind.ORGANIZATION}),
    ),
    Frame(
        verbs="cast",
        target="as",
        prompt="as which character was {who} cast{at}{when}?",
        noun="-",
        passive=True,
        kinds=frozenset({Kind.PERSON}),
    ),
    Frame(
        verbs="appear star",
        target="as",
        prompt="as which character did {who} {verb}{at}{when}?",
        noun="-",
        kinds=frozenset({Kind.PERSON}),
    ),
    Frame(verbs="serve work", target="as", prompt="as what did {who} {verb}{at}{when}?"),
    Frame(
        verbs="ordain commission employ appoint",
        target="as|xcomp",
        prompt="as what was {who} {done}{at}{when}?",
        passive=True,
    ),
    Frame(
        verbs="arrest detain imprison capture",
        target="in|at",
        prompt="in which {noun} was {who} {done}{when}?",
        bare="where was {who} {done}{when}?",
        passive=True,
        kinds=_HOMES,
    ),
    Frame(
        verbs="award give grant",
        target="obj|xcomp",
        prompt="which {noun} was {who} awarded{when}?",
        passive=True,
        kinds=frozenset({Kind.PRIZE}),
        noun="award",
    ),
    Frame(
        verbs="represent",
        target="obj",
        prompt="which {noun} did {who} represent{at}{when}?",
        kinds=frozenset({Kind.COUNTRY}),
    ),
    Frame(
        verbs="enter",
        target="obj",
        prompt="which {noun} did {who} enter{when}?",
        kinds=_BODIES,
        noun="institution",
    ),
    Frame(
        verbs="elect admit",
        target="to|into",
        prompt="to which {noun} was {who} {done}{when}?",
        passive=True,
        kinds=_BODIES,
    ),
    Frame(verbs="elect", target="xcomp", prompt="to which position was {who} elected{when}?", passive=True),
    Frame(verbs="become", target="xcomp", prompt="what did {who} become{when}?"),
)
