"""One operation → its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from unisono.imports import Counts
from unisono.imports._endpoint_pages import Code, EndpointPage, Entry, Section, request_title
from unisono.imports._losses import Shelf
from unisono.imports._markdown import code_span, made_safe, one_line
from unisono.imports._samples import Call, has_sample
from unisono.imports.openapi.examples import Examples, Given, TooLong, is_json
from unisono.imports.openapi.kept import kept
from unisono.imports.openapi.members import NOTHING, Members
from unisono.imports.openapi.requests import Body, filled, in_segment, pairs_of, parameter_value
from unisono.imports.openapi.responses import Responses
from unisono.imports.openapi.schemas import Schema, Schemas, is_needed, says_required, shown
from unisono.imports.openapi.security import Security
from unisono.imports.openapi.servers import Servers
from unisono.languages.writing import Unwritable
from unisono.openapi.samples import left_of_vendors
from unisono.text.references import At

_PLACES = {"path": "Path Parameters", "query": "Query Parameters", "header": "Header Parameters", "cookie": "Cookie Parameters"}
_READ = frozenset(
    """tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security
    servers""".split()  # noqa: SIM905
)


class Parameter(NamedTuple):
    """A parameter of an operation."""

    at: At
    name: str
    place: str
    required: bool
    schema: Schema | None


class Written(NamedTuple):
    """A page, and how much there is on it."""

    page: EndpointPage
    counts: Counts


class Operations:
    """Writes the pages of a document's operations."""

    def __init__(self, library: Shelf, root: At) -> None:
        self.library = library
        self.losses = library.losses
        self.schemas = Schemas(library)
        self.examples = Examples(self.schemas)
        self.members = Members(self.schemas)
        self.security = Security(library, root)
        self.servers = Servers(root, self.losses)
        self._known: dict[int, Parameter] = {}
        self._entries: dict[int, list[Entry]] = {}
        self.responses = Responses(self.schemas, self.examples, self.members)

    def write(self, path: str, method: str, item: At, at: At, position: str) -> Written:
        """The page of an operation; `item` is the path item around it."""
        name = _called(at, method, path)
        page = EndpointPage(re.sub(r"\s", "%20", path), name, method, position, at.flag("deprecated"))
        if operation_id := one_line(at.text("operationId")):
            page.keys["operation_id"] = operation_id
        page.body.append(self._description(at, item, name))
        call = Call(method.upper(), self.servers.of(at, item))
        count = self._parameters(page, call, path, item, at)
        count += self._content(page, call, at)
        count += self.responses.put(page, at)
        self._samples(page, call, at)
        self._left(at, item)
        return Written(page, page.counts(count))

    def _description(self, at: At, item: At, name: str) -> str:
        said = [at.text("description") or item.text("description")]
        if (summary := one_line(at.text("summary"))) and summary != name:
            said.insert(0, summary)
        parts = []
        for text in said:
            safe = made_safe(text)
            parts.append(safe.markdown)
            for what in safe.left:
                self.losses.add(at, what, "write on the page what readers need of it")
        return "\n\n".join([*filter(None, parts), *see_also(at)])

    def _parameters(self, page: EndpointPage, call: Call, path: str, item: At, at: At) -> int:
        found = [*self._listed(item, at)]
        entries: dict[str, list[Entry]] = {place: [] for place in _PLACES}
        values: dict[str, str] = {}
        for parameter in found:
            entries[parameter.place] += self._entries_of(parameter)
            self._send(call, parameter, values)
        credentials, sent = self.security.of(at)
        known = {(place, entry.name.lower()) for place, listed in entries.items() for entry in listed}
        for place, entry, value in credentials:
            if (place, entry.name.lower()) not in known:
                known.add((place, entry.name.lower()))
                entries[place].append(entry)
            if (place, entry.name.lower()) in sent:
                _authenticate(call, place, entry.name, value)
        call.url += filled(path, values)
        for place, heading in _PLACES.items():
            if entries[place]:
                page.body.append(Section(heading, "", entries[place]).markdown())
        return sum(map(len, entries.values()))

    def _listed(self, item: At, at: At) -> Iterator[Parameter]:
        """The parameters of an operation, those of its path that it does not say itself among them."""
        found: dict[tuple[str, str], Parameter] = {}
        for listed in [*item.items("parameters"), *at.items("parameters")]:
            parameter = self._parameter(listed)
            if parameter is not None:
                found[parameter.place, parameter.name] = parameter
        return iter(found.values())

    def _parameter(self, listed: At) -> Parameter | None:
        """A parameter; None, with a loss, for one that is none."""
        place = self.library.resolve(listed)
        if place is None:
            return None
        if id(place.value) in self._known:
            return self._known[id(place.value)]
        name, where = place.text("name"), place.text("in")
        if not name or where not in _PLACES:
            what = f"a parameter {'without a name' if not name else f'{name[:100]} in {where[:50]!r}'}"
            self.losses.add(place, what, f"name it, and say in which of {', '.join(_PLACES)} it is")
            return None
        content = next((one.get("schema") for _, one in place.members("content")), None)
        schema = self.schemas.read(place.get("schema") or content)
        required = place.flag("required") or where == "path" or says_required(place.text("description"))
        for key, _ in place.members():
            if key.startswith("x-"):
                self.losses.count(place, f"{key} of a parameter is not carried over", "say what readers need of it")
        self._known[id(place.value)] = made = Parameter(place, name, where, required, schema)
        return made

    def _entries_of(self, parameter: Parameter) -> list[Entry]:
        """The entry of a parameter; where the members of an object are parameters of their own, theirs too."""
        known = id(parameter.at.value)
        if known not in self._entries:
            entry = self._new_entry(parameter)
            inner = [*self._own(parameter)]
            is_spread = bool(inner) or (entry.kind.startswith("object") and _style(parameter) == ("form", True))
            self._entries[known] = [replace(entry, required=False), *inner] if is_spread else [entry]
        return self._entries[known]

    def _own(self, parameter: Parameter) -> Iterator[Entry]:
        schema = parameter.schema
        if schema is None or not schema.members or schema.is_array or _style(parameter) != ("form", True):
            return
        for name in schema.members if parameter.at.get("content") is None else ():
            member = self.schemas.member(schema, name)
            said = [f"Part of {code_span(parameter.name)}.", *(self.schemas.sentences(member) if member else [])]
            needed = parameter.required and is_needed(schema, name, member)
            yield Entry(name, self.schemas.phrase(member), needed, self.schemas.described(member), tuple(said))

    def _new_entry(self, parameter: Parameter) -> Entry:
        at, schema = parameter.at, parameter.schema
        said = self.schemas.sentences(schema) if schema else []
        said += self._way(parameter)
        if at.flag("deprecated") and "Deprecated." not in said:
            said.append("Deprecated.")
        given = [one.value for one in self.examples.given(at, schema) if one.value is not None]
        if texts := [code_span(_said(value)) for value in given if len(_said(value)) <= 200]:
            said.append(f"For example {', '.join(dict.fromkeys(texts))}.")
        text = self.schemas.described(schema, at.text("description"))
        for what in made_safe(text).left:
            self.losses.add(at, what, "write on the page what readers need of it")
        name = parameter.name
        return Entry(name, self.schemas.phrase(schema), parameter.required, text, tuple(said))

    def _way(self, parameter: Parameter) -> Iterator[str]:
        """How several values are written (OpenAPI 3.1, 4.8.12.2)."""
        at, schema = parameter.at, parameter.schema
        if media := next((name for name, _ in at.members("content")), ""):
            yield f"Is written as {code_span(one_line(media))}."
            yield from self._members_of(schema)
            return
        is_array = schema is not None and "array" in schema.types
        is_object = schema is not None and schema.is_object and not is_array
        style, explode = _style(parameter)
        if is_object:
            if style == "deepObject":
                yield f"Members are written as {code_span(f'{parameter.name}[name]=value')}."
            elif style == "form" and explode:
                yield "Members are written as parameters of their own."
            else:
                yield "Names and values are separated by commas."
            if (style, explode) != ("form", True):
                yield from self._members_of(schema)
        elif is_array and style == "form" and explode and parameter.place == "query":
            yield "Is repeated for each item."
        elif is_array and style in {"spaceDelimited", "pipeDelimited"}:
            yield f"Items are separated by {'blanks' if style == 'spaceDelimited' else 'vertical bars'}."
        elif is_array:
            yield "Items are separated by commas."
        if at.flag("allowEmptyValue"):
            yield "May be empty."

    def _members_of(self, schema: Schema | None) -> Iterator[str]:
        if schema is None:
            return
        for name in schema.members:
            member = self.schemas.member(schema, name)
            kind = self.schemas.phrase(member)
            text = one_line(made_safe(self.schemas.described(member)).markdown)
            needed = ", required" if name in schema.required else ""
            said = " ".join([text, *(self.schemas.sentences(member) if member else [])]).strip()
            yield f"{code_span(name)} ({kind or 'any'}{needed}){': ' + said if said else '.'}"

    def _send(self, call: Call, parameter: Parameter, values: dict[str, str]) -> None:
        """Put a parameter into the request: one that is required."""
        if not parameter.required:
            return
        value = parameter_value(self.examples, parameter.at, parameter.schema, parameter.name)
        style, explode = _style(parameter)
        if parameter.place == "path":
            values[parameter.name] = in_segment(value)
        elif parameter.at.get("content") is not None and isinstance(value, dict | list):
            call.query.append((parameter.name, shown(value)))
        elif parameter.place == "query":
            call.query += pairs_of(parameter.name, value, style, explode)
        else:
            text = ",".join(map(shown, value)) if isinstance(value, list) else shown(value)
            where = call.fields if parameter.place == "header" else call.cookies
            if parameter.name.lower() not in {"content-type", "content-length"}:  # those of the content say it
                where.append((parameter.name, one_line(text)))

    def _content(self, page: EndpointPage, call: Call, at: At) -> int:
        """The request's content: its parameters, its examples, and what the sample sends."""
        said_at = at.get("requestBody")
        body = self.library.resolve(said_at) if said_at else None
        if body is None:
            return 0
        media = [Body(self.examples, one, name, self.schemas.read(one.get("schema"))) for name, one in body.members("content")]
        if not media:
            self.losses.add(body, "a requestBody has no content", "say what it is on the page")
            return 0
        first = next(
            (one for one in media if is_json(one.kind)),
            next((one for one in media if not one.kind.startswith("text/")), media[0]),
        )
        text = made_safe(body.text("description")).markdown
        said = [] if body.flag("required") else ["The content may be left out."]
        if len(media) > 1 or first.media_type.lower() != "application/json":
            said.append(f"Its media type is {' or '.join(code_span(one.media_type) for one in media)}.")
        listed = self.members.listed(first.schema, "request") if first.schema else NOTHING
        if (own := self.schemas.described(first.schema)) and own != body.text("description").strip():
            text = "\n\n".join(filter(None, [text, made_safe(own).markdown]))
        intro = "\n\n".join(filter(None, [text, " ".join(filter(None, [*said, listed.sentence]))]))
        page.body += listed.drawn("Request Parameters", intro)
        self._tell_others(media, first)
        self._examples(page, call, body, media, first)
        return listed.count

    def _tell_others(self, media: Sequence[Body], first: Body) -> None:
        for other in media:
            if other is not first and other.schema is not first.schema:
                mine, named = other.media_type[:50], first.media_type[:50]
                what = f"the members of the request as {mine} are not listed beside those as {named}"
                self.losses.add(other.at, what, "list on the page in what they differ")

    def _examples(self, page: EndpointPage, call: Call, body: At, media: Sequence[Body], first: Body) -> None:
        value = None
        for one in media:
            given = self.examples.given(one.at, one.schema)
            if not given and one is first and one.schema is not None:
                given = self._made(one)
            if one is first and given:
                value = given[0].value
                if value is None:
                    self.losses.add(
                        given[0].at, "the example of the request is null; none is sent", "write one, titled Request"
                    )
                    continue
            if not one.is_multipart:
                self._put_examples(page, one, given, "" if one is first else one.media_type)
        if value is None and not self._is_file(first):
            if not any(self.examples.given(one.at, one.schema) for one in media):
                kind = "" if is_json(first.kind) else f" as {first.media_type[:80]}"
                what = f"the request has content{kind}, and no example of it is given"
                self.losses.add(body, what, "write one, titled Request")
            return
        if first.is_multipart and not (isinstance(value, dict) and value):
            self.losses.add(body, "the sample has no parts, as the example of them is no object", "write the parts")
        try:
            first.put(call, value)
        except TooLong:
            self.losses.add(first.at, "the example of the request is too long for a sample", "write a shorter one")

    def _is_file(self, body: Body) -> bool:
        return body.schema is not None and body.schema.format == "binary" and not is_json(body.kind)

    def _made(self, body: Body) -> list[Given]:
        """An example made of the schema, and that it is made."""
        made = self.examples.make(body.schema, "request")
        if made.value in ({}, []) and not made.given:
            return []
        if isinstance(made.value, str) and made.value.startswith("YOUR_"):
            return []
        if made.invented:
            what = "no example of the request is given; the one that is made of its schema has values that are made up"
            self.losses.add(body.at, what, "write real ones")
        return [Given("", made.value, body.at)]

    def _put_examples(self, page: EndpointPage, body: Body, given: Sequence[Given], media_type: str) -> None:
        for number, one in enumerate(given):
            title = request_title(one.name, number, media_type)
            if one.name and one.name.lower() not in title.lower():
                self.losses.add(
                    one.at, f"the example is called '{title}', and not by its name '{one.name[:100]}'", "give it a title"
                )
            try:
                if body.is_form and isinstance(one.value, dict):
                    code, info = body.form(one.value), "text"
                else:
                    code, info = self.examples.text(one.value, body.media_type, body.schema)
            except TooLong:
                self.losses.add(one.at, "the example is too long to be carried over", "write a shorter one")
                continue
            if code.strip():
                page.examples.append(Code(title, info, code))

    def _samples(self, page: EndpointPage, call: Call, at: At) -> None:
        page.samples += kept(at, self.library)
        if has_sample(page.samples):
            return
        try:
            page.samples.insert(0, call.sample())
        except Unwritable as error:
            self.losses.add(at, f"no sample can be written: the client {error}", "write one by hand")

    def _left(self, at: At, item: At) -> None:
        for name, _ in at.members("callbacks"):
            self.losses.add(
                at.get("callbacks") or at,
                f"the callback '{name[:100]}' is not carried over",
                "describe it on a page of its own",
            )
        for name in [*left_of_vendors(at), *(name for name, _ in item.members() if name.startswith("x-"))]:
            self.losses.count(at, f"{name} is not carried over", "say on the page what readers need of it")
        for tag in [*at.items("tags")][1:]:
            self.losses.add(
                tag,
                f"the tag '{str(tag.value)[:100]}' is not the first, and the page is in the folder of the first alone",
                "move it, or link to it",
            )
        for name, _ in at.members():
            if name not in _READ and not name.startswith("x-"):
                self.losses.add(at, f"'{name[:100]}' is no key of an operation", "correct it")


def _style(parameter: Parameter) -> tuple[str, bool]:
    """The style of a parameter, and whether it is exploded."""
    style = parameter.at.text("style") or ("form" if parameter.place in {"query", "cookie"} else "simple")
    explode = parameter.at.value.get("explode")
    return style, explode if isinstance(explode, bool) else style in {"form", "deepObject"}


def _said(value: Any) -> str:
    return (
        ",".join(map(shown, value))
        if isinstance(value, list) and not any(isinstance(v, dict | list) for v in value)
        else shown(value)
    )


def _authenticate(call: Call, place: str, name: str, value: str) -> None:
    """Put credentials into the request, in the place of a parameter that is listed for the same."""
    listed = {"query": call.query, "cookie": call.cookies, "header": call.fields}[place]
    listed[:] = [pair for pair in listed if pair[0].lower() != name.lower()]
    if place == "query":
        call.query.append((name, value))
    elif place == "cookie":
        call.cookies.append((name, value))
    elif value == "Basic":
        call.login = "YOUR_USER:YOUR_PASSWORD"
    else:
        call.fields.insert(0, (name, value))


def _called(at: At, method: str, path: str) -> str:
    """What an operation is called."""
    if (summary := one_line(at.text("summary"))) and len(summary) <= 120:
        return summary.rstrip(".")
    description = at.text("description").strip()
    if (
        not summary
        and description
        and len(description) <= 60
        and "\n" not in description
        and not re.search(r"[<`*\[]", description)
    ):
        return one_line(description).rstrip(".")
    return one_line(at.text("operationId")) or f"{method.upper()} {path}"


def see_also(at: At) -> list[str]:
    """A link to what `externalDocs` names."""
    docs = at.get("externalDocs")
    if docs is None or not re.fullmatch(r"https?://[^\s<>]+", docs.text("url").strip()):
        return []
    text = one_line(made_safe(docs.text("description")).markdown)
    url = docs.text("url").strip()
    return [
        f"See [{text}]({url})." if text and not re.search(r"[\[\]]", text) and not re.search("[()]", url) else f"See <{url}>."
    ]
