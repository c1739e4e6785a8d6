"""The responses of an operation: their codes, what they mean, what is in them, and examples."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple

from unisono.imports._endpoint_pages import Code, EndpointPage, Entry, Section
from unisono.imports._markdown import code_span, made_safe, one_line
from unisono.imports.openapi.examples import Examples, Given, TooLong, is_json
from unisono.imports.openapi.members import Members
from unisono.imports.openapi.schemas import Schema, Schemas
from unisono.text.references import At


class _Content(NamedTuple):
    """What a response has. `place` is where its `$ref` stands, or it."""

    code: str
    at: At
    media_type: str
    media: At
    schema: Schema | None


class Responses:
    """Puts responses into pages."""

    def __init__(self, schemas: Schemas, examples: Examples, members: Members) -> None:
        self.schemas = schemas
        self.library = schemas.library
        self.losses = schemas.losses
        self.examples = examples
        self.members = members

    def put(self, page: EndpointPage, operation: At) -> int:
        """Write the responses of an operation; gives how many parameters they have."""
        found = [(code, at) for code, listed in operation.members("responses") if (at := self._response(code, listed))]
        if not found:
            return 0
        codes = [self._code(code, at) for code, at in found]
        contents = [content for code, at in found for content in self._contents(code, at)]
        count = self._lists(page, [code for code, _ in found], contents)
        page.body.append(Section("Response Codes", "", codes).markdown())
        page.body += [*self._headers(found)]
        self._examples(page, operation, contents)
        return count + len(codes) + sum(1 for _, at in found for _ in at.members("headers"))

    def _response(self, code: str, listed: At) -> At | None:
        return None if code.startswith("x-") else self.library.resolve(listed)

    def _code(self, code: str, at: At) -> Entry:
        """What a status code means. Kept short: it is one line of a list."""
        for name, _ in at.members("links"):
            self.losses.add(at, f"the link '{name[:100]}' of a response is not carried over", "say on the page what comes next")
        for name, _ in at.members():
            if name.startswith("x-"):
                self.losses.count(at, f"{name} of a response is not carried over", "say on the page what readers need of it")
        others = [name for name, _ in at.members("content")]
        said = (
            []
            if [name.lower() for name in others] in ([], ["application/json"])
            else [f"As {', '.join(map(code_span, map(one_line, others)))}."]
        )
        description = at.text("description").strip() or _phrase(code)
        for what in made_safe(description).left:
            self.losses.add(at, what, "write on the page what readers need of it")
        return Entry(code, "", False, description, said)

    def _contents(self, code: str, at: At) -> Iterator[_Content]:
        media = [_Content(code, at, name, one, self.schemas.read(one.get("schema"))) for name, one in at.members("content")]
        media.sort(key=lambda one: not is_json(one.media_type))
        for other in media[1:]:
            if other.schema is not media[0].schema and other.schema is not None:
                mine, named = other.media_type[:50], media[0].media_type[:50]
                what = f"the members of response {code} as {mine} are not listed beside those as {named}"
                self.losses.add(other.media, what, "list on the page in what they differ")
        yield from media

    def _lists(self, page: EndpointPage, codes: list[str], contents: list[_Content]) -> int:
        """A list for each schema, under a heading with the codes of the responses that have it."""
        together: dict[int, list[_Content]] = {}
        seen: set[str] = set()
        for content in contents:
            if content.schema is not None and content.code not in seen:
                seen.add(content.code)
                together.setdefault(id(content.schema), []).append(content)
        count = 0
        for same in together.values():
            schema = same[0].schema
            if schema is None:
                continue
            listed = self.members.listed(schema, "response")
            text = "\n\n".join(filter(None, [made_safe(self.schemas.described(schema)).markdown, listed.sentence]))
            page.body += listed.drawn(_heading([one.code for one in same], codes), text)
            count += listed.count
        return count

    def _headers(self, found: list[tuple[str, At]]) -> Iterator[str]:
        for code, at in found:
            entries = []
            for name, listed in at.members("headers"):
                header = self.library.resolve(listed)
                if header is None:
                    continue
                schema = self.schemas.read(header.get("schema"))
                said = self.schemas.sentences(schema) if schema else []
                text = self.schemas.described(schema, header.text("description"))
                entries.append(Entry(name, self.schemas.phrase(schema), header.flag("required"), text, said))
            if entries:
                yield Section(f"Response {code} Headers" if code[:1].isdigit() else "Response Headers", "", entries).markdown()

    def _examples(self, page: EndpointPage, operation: At, contents: list[_Content]) -> None:
        lacking = []
        for content in contents:
            given = self.examples.given(content.media, content.schema)
            first = next(one for one in contents if one.code == content.code)
            if not given and content is first and content.schema is not None and is_json(content.media_type):
                made = self.examples.make(content.schema, "response")
                given = [Given("", made.value, content.media)] if made.given and not made.invented else []
                if not given:
                    lacking.append(content.code)
            self._put(page, content, given, "" if content is first else content.media_type)
        if lacking:
            what = f"no example is given for {'the response' if len(lacking) == 1 else 'the responses'} {', '.join(lacking)}"
            self.losses.add(operation.get("responses") or operation, what, "write one, titled Response and its code")

    def _put(self, page: EndpointPage, content: _Content, given: list[Given], media_type: str) -> None:
        for number, one in enumerate(given):
            name = one_line(one.name)[:100]
            title = "Error response" if not content.code[:3].isdigit() and content.code != "default" else "Response"
            title = f"{title} {content.code}" if content.code != "default" else title
            title += f": {name}" if name else "" if number == 0 else f" ({number + 1})"
            title += f" ({media_type})" if media_type else ""
            try:
                code, info = self.examples.text(one.value, content.media_type, content.schema)
            except TooLong:
                self.losses.add(one.at, "the example is too long to be carried over", "write a shorter one")
                continue
            if code.strip():
                page.examples.append(Code(title, info, code))


def _heading(codes: list[str], of_all: list[str]) -> str:
    """The heading of a list: with the codes, and as one of errors where these are no single codes."""
    if codes == ["default"] and not any(code.startswith("2") for code in of_all):
        return "Response Parameters"
    named = [code for code in codes if code != "default"]
    if any(code.isdigit() for code in named):
        named.sort(key=lambda code: not code.isdigit())
        return f"Response {', '.join(named)} Parameters"
    if any(code.startswith("2") for code in named):
        return f"Response {', '.join(named)} Parameters"
    return f"Error Response {', '.join(named)} Parameters" if named else "Error Response Parameters"


def _phrase(code: str) -> str:
    try:
        return HTTPStatus(int(code)).phrase
    except ValueError:
        return "Any other response." if code == "default" else code
