"""The members of a request's or a response's content, in the lists that a page has of them.

The members of an object stand under a heading of its own where no other member of the content has its name; else their names
begin with that of the object (`address.city`, `items[].sku`), which is the same to a reader of the page and cannot be mistaken.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import field

from unisono.imports._endpoint_pages import Entry, Section
from unisono.imports._markdown import code_span, one_line
from unisono.imports.openapi.schemas import Schema, Schemas, is_needed
from unisono.pages.parameter_names import words
from unisono.records import dataclass
from unisono.text.references import At
from unisono.text.regex import regex

MAX_MEMBERS = 200
"""Members of one content that a page lists besides those of its first level."""

MAX_DEPTH = 8
"""Levels of objects within objects that a page lists."""

KEY = "<key>"
"""What stands for a name that the document leaves open."""


@dataclass(eq=False)
class _Member:
    """A member in the tree of a content. `within` are the schemas of the objects around it, the outermost first."""

    name: str
    schema: Schema | None
    required: bool
    depth: int
    around: _Member | None
    brackets: str = ""
    inner: Schema | None = None
    only_of: tuple[str, ...] = ()
    members: list[_Member] = field(default_factory=list)
    note: str = ""

    def chain(self) -> Iterator[_Member]:
        here: _Member | None = self
        while here is not None:
            yield here
            here = here.around


@dataclass(frozen=True)
class Listed:
    """The members of a content as Markdown. `sentence` says what the content is, where it is no plain object, `first` lists its
    own members, `others` have headings. `count` is how many members there are."""

    sentence: str
    first: str
    others: tuple[str, ...]
    count: int

    def drawn(self, heading: str, text: str) -> list[str]:
        """The parts of a page, the first one under a heading and behind a text; none where there is nothing to say."""
        if not self.first and not text:
            return []
        return ["\n\n".join(filter(None, [f"### {heading}", text, self.first])), *self.others]


NOTHING = Listed("", "", (), 0)


class Members:
    """Lists members. `direction` is "request" or "response": what is read-only is in no request, what is write-only in no
    response (OpenAPI 3.1, 4.8.24)."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self._made: dict[tuple[int, str], Listed] = {}

    def listed(self, schema: Schema, direction: str) -> Listed:
        """The lists of a content. What is left out of them is told."""
        known = (id(schema), direction)
        if known not in self._made:
            self._made[known] = self._make(schema, direction)
        return self._made[known]

    def _make(self, schema: Schema, direction: str) -> Listed:
        brackets, inner = self._inside(schema)
        root = _Member("", schema, False, 0, None, brackets, inner)
        left: list[str] = []
        count = self._grow(root, direction, left)
        if left:
            shown = f"{', '.join(left[:5])}{', …' if len(left) > 5 else ''}"
            what = f"of the {direction}, the members of {len(left)} objects are not listed, as there are too many: {shown}"
            self.schemas.losses.add(schema.at, what, "list them on the page, or say where they are documented")
        first, *others = self._lists(root)
        text = "\n\n".join(entry.text() for entry in first.entries)
        return Listed(self._sentence(schema, root), text, tuple(one.markdown() for one in others), count)

    def _inside(self, schema: Schema | None) -> tuple[str, Schema | None]:
        """The object with members that a schema is, or has in its arrays, and the brackets that lead there."""
        brackets = ""
        while schema is not None and schema.is_array and len(brackets) < 20:
            schema, brackets = self.schemas.read(schema.items), brackets + "[]"
        return brackets, schema if schema is not None and schema.is_object else None

    def _grow(self, root: _Member, direction: str, left: list[str]) -> int:
        """Put members into the tree, level by level, as far as there is room."""
        waiting, count = deque([root]), 0
        while waiting:
            here = waiting.popleft()
            if here.inner is None:
                continue
            if again := next((one for one in here.chain() if one is not here and one.inner is here.inner), None):
                where = code_span(_path(again)) if again.around else "the whole content"
                here.note = f"Has the members of {where}."
                continue
            if here.around is not None and (here.depth >= MAX_DEPTH or count >= MAX_MEMBERS):
                here.note = "Its members are not listed here."
                left.append(_path(here)[:200])
                continue
            here.members = [*self._members(here, direction)]
            count += len(here.members)
            waiting.extend(here.members)
        return count

    def _members(self, around: _Member, direction: str) -> Iterator[_Member]:
        schema = around.inner
        assert schema is not None  # noqa: S101
        hidden = "readOnly" if direction == "request" else "writeOnly"
        for name in schema.members:
            member = self.schemas.member(schema, name)
            if not name.strip():
                self.schemas.losses.add(schema.at, "a member of a schema has no name, and is left out", "name it")
                continue
            if member is not None and member.fact(hidden) is True:
                continue
            brackets, inner = self._inside(member)
            of = tuple(schema.only_of.get(name, ()))
            yield _Member(name, member, is_needed(schema, name, member), around.depth + 1, around, brackets, inner, of)
        if isinstance(schema.others, At):
            other = self.schemas.read(schema.others)
            brackets, inner = self._inside(other)
            yield _Member(KEY, other, False, around.depth + 1, around, brackets, inner)

    def _sentence(self, schema: Schema, root: _Member) -> str:
        """What the content is, where that is no plain object, and what is said of it as a whole."""
        kind = self.schemas.phrase(schema)
        said = [] if kind in ("object", "") else [f"The content is {'an' if kind[0] in 'aeio' else 'a'} {kind}."]
        said += [one for one in self.schemas.sentences(schema) if not one.startswith("Default: ")]
        if root.inner is not None and root.inner is not schema:
            said += root.inner.notes
        return " ".join(said)

    def _lists(self, root: _Member) -> Iterator[Section]:
        own = self._with_headings(root)
        waiting = deque([root])
        while waiting:
            head = waiting.popleft()
            entries: list[Entry] = []
            pending = [(member, member.name) for member in reversed(head.members)]
            while pending:
                member, name = pending.pop()
                entries.append(self._entry(member, name))
                if not member.members:
                    continue
                if id(member) in own:
                    waiting.append(member)
                else:
                    inside = name + member.brackets
                    pending += [(inner, f"{inside}.{inner.name}") for inner in reversed(member.members)]
            heading = "" if head is root else f"{_subject(head)} Object"
            yield Section(heading, "", tuple(entries), 4)

    def _with_headings(self, root: _Member) -> set[int]:
        """The members whose own members are listed under a heading: those whose name no other member has, in any spelling."""
        count: Counter[tuple[str, ...]] = Counter()
        found: list[_Member] = []
        waiting = deque(root.members)
        while waiting:
            member = waiting.popleft()
            count[words(member.name)] += 1
            if member.members:
                found.append(member)
            waiting.extend(member.members)
        return {id(one) for one in found if one.name.isidentifier() and words(one.name) and count[words(one.name)] == 1}

    def _entry(self, member: _Member, name: str) -> Entry:
        schema = member.schema
        kind = self.schemas.phrase(schema)
        said = [*(self.schemas.sentences(schema) if schema else []), *([member.note] if member.note else [])]
        if member.inner is not None and member.inner is not schema:
            said += member.inner.notes
        if member.only_of:
            said.insert(0, f"Only of {', '.join(code_span(one_line(one)[:80]) for one in member.only_of)}.")
        if schema is not None and schema.others is True and not schema.members and not member.members:
            said.append("Has members of any name.")
        return Entry(name, kind, member.required, self.schemas.described(schema), tuple(said))


def _subject(member: _Member) -> str:
    """What the heading of a member's own list calls it; an array of objects in the singular."""
    name = member.name[0].upper() + member.name[1:]
    single = _PLURAL.sub(lambda found: "y" if found[0] == "ies" else "", name)
    return single if member.brackets and words(single) == words(name) else name


_PLURAL = regex(r"(?<=[^\Waeiou_])ies\Z|(?:(?<=ss)|(?<=x)|(?<=ch)|(?<=sh))es\Z|(?<!s)s\Z")


def _path(member: _Member) -> str:
    names = [f"{one.name}{one.brackets}" for one in member.chain() if one.around is not None]
    return ".".join(reversed(names)).removesuffix("[]")
