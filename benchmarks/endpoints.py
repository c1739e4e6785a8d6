"""Makes up endpoints: what they are called, what they take and what they answer. Nothing here knows of Markdown.

Every endpoint is made from the seed and its own number alone, so that the first hundred pages of a site of ten thousand
are those of a site of a hundred."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from benchmarks.vocabulary import (
    ACTIONS,
    AREAS,
    FLAGS,
    GROUPS,
    INTEGERS,
    LISTS,
    NUMBERS,
    OBJECTS,
    QUERY,
    RESOURCES,
    SENTENCES,
    TEXTS,
)

FOLDER_SIZE = 50
HOST = "api.example.com"

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True)
class Field:
    """A documented parameter with the value that the example has for it."""

    name: str
    type: str
    value: Json
    text: str
    required: bool = False
    heading: str = ""  # of the list of its members
    members: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Call:
    """What the samples of a page send."""

    method: str
    path: str
    query: dict[str, str | int]
    content: dict[str, Json] | None

    @property
    def url(self) -> str:
        return f"https://{HOST}{self.path}"


@dataclass(frozen=True)
class Endpoint:
    number: int
    folder: str
    file: str
    name: str
    position: str
    path: str
    description: str
    prose: tuple[str, ...]
    path_fields: tuple[Field, ...]
    query_fields: tuple[Field, ...]
    request_fields: tuple[Field, ...]
    response_fields: tuple[Field, ...]
    paged: bool
    codes: str
    call: Call

    @property
    def response(self) -> dict[str, Json] | None:
        content = example(self.response_fields)
        if self.paged:
            content["pagination"] = {"page": 1, "per_page": 25, "total": 1 + self.number % 97}
        return content or None


def example(fields: tuple[Field, ...]) -> dict[str, Json]:
    return {field.name: field.value for field in fields}


def plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("s", "ch", "x")) else "s")


def endpoint(number: int, seed: int) -> Endpoint:
    """The endpoint page with this number, counted from 0."""
    folder_number, place = divmod(number, FOLDER_SIZE)
    folder, resources = _folder(folder_number, seed)
    resource_number, verb_number = divmod(place, len(VERBS))
    noun = resources[resource_number]
    verb, method, item = VERBS[verb_number]
    random = Random(f"{seed} endpoint {number}")  # noqa: S311 - repeatable is what is wanted
    action, consequence = random.choice(ACTIONS)
    acts = verb == "act"
    verb = action if acts else verb
    name = f"{verb} {plural(noun) if verb == 'list' else noun}".title()
    path, concrete, path_fields = _path(random, folder, noun, item=item, action=action if acts else "")
    query = _query(random) if verb == "list" or random.random() < 0.08 else ()
    takes = method in ("POST", "PUT", "PATCH")
    request = _fields(random, random.choice(SIZES), required=0.4) if takes else ()
    return Endpoint(
        number=number,
        folder=folder,
        file=f"{verb}_{noun.replace(' ', '_')}.md",
        name=name,
        position=f"{folder_number + 1}.{place + 1}",
        path=path,
        description=f"{name} in the {folder.replace('_', ' ')}",
        prose=_prose(random, number, noun, consequence if acts else ""),
        path_fields=path_fields,
        query_fields=query,
        request_fields=request,
        response_fields=_response(random, noun, verb, request),
        paged=verb == "list",
        codes="`204` without content." if verb == "delete" else "`201`." if verb == "create" else "`200`.",
        call=Call(method, concrete, _sent(query), example(request) if request else None),
    )


# Verb, method, and whether it is about one thing or about all of a kind.
VERBS = (
    ("create", "POST", False),
    ("list", "GET", False),
    ("get", "GET", True),
    ("update", "PATCH", True),
    ("replace", "PUT", True),
    ("delete", "DELETE", True),
    ("act", "POST", True),
)
SIZES = ((1, 0), (2, 0), (3, 0), (4, 0), (3, 1), (5, 1), (4, 1), (5, 2), (7, 2), (6, 3))


def _folder(number: int, seed: int) -> tuple[str, list[str]]:
    """The name of a folder, and what its pages are about."""
    names = [f"{area}_{group}" for area in AREAS for group in GROUPS]
    Random(seed).shuffle(names)  # noqa: S311
    turn, place = divmod(number, len(names))
    random = Random(f"{seed} folder {number}")  # noqa: S311
    return names[place] + (f"_{turn + 1}" if turn else ""), random.sample(RESOURCES, -(-FOLDER_SIZE // len(VERBS)))


def _path(random: Random, folder: str, noun: str, *, item: bool, action: str) -> tuple[str, str, tuple[Field, ...]]:
    """The path as it is documented and as it is sent, and its parameters."""
    spelled = random.choice(("{%s}", "{%s}", "{%s}", ":%s", "&lt;%s&gt;"))
    written = sent = f"/{folder.replace('_', '-')}/"
    fields = []
    for step, one in ((("account", True),) if random.random() < 0.3 else ()) + ((noun, item),):
        written, sent = (f"{path}{plural(step).replace(' ', '-')}/" for path in (written, sent))
        if one:
            name, value = f"{step.replace(' ', '_')}_id", _identifier(random)
            written, sent = f"{written}{spelled % name}/", f"{sent}{value}/"
            fields.append(Field(name, "string", value, f"The {step}.", required=True))
    ending = f"{action}/" if action else ""
    return written + ending, sent + ending, tuple(fields)


def _identifier(random: Random) -> str:
    kind = random.randrange(3)
    if kind == 0:
        return str(random.randrange(1000, 99999))
    digits = f"{random.getrandbits(128):032x}"
    return digits[:8] if kind == 1 else "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _query(random: Random) -> tuple[Field, ...]:
    names = random.sample(sorted(QUERY), random.randint(1, 5))
    fields = []
    for name in names:
        values, type_, text = QUERY[name]
        fields.append(Field(name, type_, random.choice(values), text))
    return tuple(fields)


def _sent(query: tuple[Field, ...]) -> dict[str, str | int]:
    return {field.name: field.value for field in query if isinstance(field.value, str | int)}


def _fields(random: Random, size: tuple[int, int], *, required: float, without: tuple[str, ...] = ()) -> tuple[Field, ...]:
    """As many scalars and objects as asked for; the objects have fields of their own."""
    scalars, objects = size
    pool = sorted({*TEXTS, *INTEGERS, *NUMBERS, *FLAGS, *LISTS} - set(without))
    fields = [_scalar(random, name) for name in random.sample(pool, scalars)]
    for name, heading, several in random.sample([known for known in OBJECTS if known[0] not in without], objects):
        fields.append(_object(random, name, heading, several=several))
    random.shuffle(fields)
    return tuple(replace(field, required=random.random() < required) for field in fields)


def _object(random: Random, name: str, heading: str, *, several: bool) -> Field:
    members = _fields(random, (random.randint(2, 5), 0), required=0.5)
    if not several:
        return Field(name, "object", example(members), f"The {name}.", heading=heading, members=members)
    entries: list[Json] = [example(members)]
    for _ in range(random.randint(0, 2)):
        entries += [{member.name: _scalar(random, member.name).value for member in members}]
    return Field(name, "array", entries, f"The {name}, as {heading} objects.", heading=heading, members=members)


def _scalar(random: Random, name: str) -> Field:
    if name in TEXTS:
        texts, text = TEXTS[name]
        return Field(name, "string", random.choice(texts), text)
    if name in INTEGERS:
        low, high, text = INTEGERS[name]
        return Field(name, "integer", random.randint(low, high), text)
    if name in NUMBERS:
        low, high, text = NUMBERS[name]
        return Field(name, "number", random.randrange(low * 100, high * 100) / 100, text)
    if name in FLAGS:
        return Field(name, "boolean", random.random() < 0.5, FLAGS[name])
    words, text = LISTS[name]
    chosen: list[Json] = [*random.sample(words, random.randint(0, len(words)))]
    return Field(name, "array", chosen, text)


def _response(random: Random, noun: str, verb: str, request: tuple[Field, ...]) -> tuple[Field, ...]:
    if verb == "delete":
        return ()
    known = Field("id", "string", _identifier(random), f"The {noun}.")
    state = Field("state", "string", random.choice(("open", "packed", "done")), f"What becomes of the {noun}.")
    changed = Field(
        "changed_at", "string", random.choice((None, "2026-11-02T08:15:00Z")), "When it was last changed, or `null`."
    )
    if verb == "list":
        members = (known, state, *_fields(random, (random.randint(1, 4), 0), required=0))
        entries: list[Json] = [example(members)]
        text = f"What was found, as {noun.title()} objects."
        return (Field(plural(noun).replace(" ", "_"), "array", entries, text, heading=noun.title(), members=members),)
    own = request if request and random.random() < 0.6 else _fields(random, random.choice(SIZES[:6]), required=0)
    return (known, *(_optional(field) for field in own), state, changed)


def _optional(field: Field) -> Field:
    return replace(field, required=False, members=tuple(_optional(member) for member in field.members))


def _prose(random: Random, number: int, noun: str, first: str) -> tuple[str, ...]:
    """Paragraphs; a link is `<number of the page it leads to>`, of a page that comes before this one or of this one."""
    paragraphs = [f"{first}."] if first else []
    for _ in range(random.randint(1, 3)):
        chosen = random.sample(SENTENCES, random.randint(1, 3))
        paragraphs.append(" ".join(sentence.format(noun=noun, link=f"<{random.randint(0, number)}>") for sentence in chosen))
    return tuple(paragraphs)
