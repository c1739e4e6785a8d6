"""Two versions of an endpoint page → what the change does to the request that it documents. No I/O.

Values in examples are left out: they are no part of what callers must do. A change is breaking if a caller that follows the old
page is not served any more, as far as the page tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from unisono.diff.changes import Change, Kind, told_once
from unisono.diff.outline import Outline, ParameterKey, outlines
from unisono.diff.shape import Shape, described, deviations, narrows
from unisono.diff.types import allows
from unisono.pages.model import EndpointPage
from unisono.pages.parameters import Parameter, Place
from unisono.pages.stated import stated_of
from unisono.text.json import JsonError
from unisono.text.placeholders import same_text
from unisono.wire.compare import compare_path, compare_paths
from unisono.wire.target import PathParameter, Target


def diff_endpoint(before: EndpointPage, after: EndpointPage) -> tuple[list[Change], str | None]:
    """The changes from one version of a page to the other, and what could not be compared, if anything."""
    if _same_request(before, after):  # which spares reading the samples
        old, new = Outline(before, None), Outline(after, None)
    else:
        old, new = outlines(before, after)
    found = chain(
        _method(old, new),
        _path(old, new),
        _host(old, new),
        _query(old, new),
        _content(old, new),
        _media_type(old, new),
        _fields(old, new),
        _authentication(old, new),
        _parameters(old, new),
        _statuses(old, new),
        _answer(old, new),
        _standing(old, new),
    )
    return told_once(found), _not_compared(old, new)


def path_shape(target: Target) -> str:
    """A documented path with its parameters' names taken out."""
    shape = "".join("{}" if isinstance(part, PathParameter) else part.value for part in target.parts)
    return "/" + shape.removeprefix("/")


def _same_request(before: EndpointPage, after: EndpointPage) -> bool:
    return _request_texts(before) == _request_texts(after)


def _request_texts(page: EndpointPage) -> list[object]:
    """Everything on a page that says what the request is."""
    target = page.target.text.value if page.target else None
    examples = [(example.info and example.info.value, example.code.value) for example in page.request_examples]
    return [page.method, target, examples, [(sample.language, sample.code.value) for sample in page.samples]]


def _not_compared(before: Outline, after: Outline) -> str | None:
    versions = {"the old version": before, "the new version": after}
    reasons = [] if _same_request(before.page, after.page) else list(_unknown_of_request(before, after, versions))
    old, new = ([(one.info and one.info.value, one.code.value) for one in version.answers] for version in versions.values())
    wrong = [name for name, version in versions.items() if any(isinstance(one.json, JsonError) for one in version.answers)]
    if wrong and old != new:
        reasons.append(f"the JSON of a response's example is wrong in {' and '.join(wrong)}, and their content is not compared")
    return "; ".join(reasons) or None


def _unknown_of_request(before: Outline, after: Outline, versions: Mapping[str, Outline]) -> Iterator[str]:
    silent = [name for name, version in versions.items() if version.request is None]
    wrong = [name for name, version in versions.items() if version.content is None and version.page.request_examples]
    if silent and (before.page.samples or after.page.samples):
        yield f"no sample is understood in {' and '.join(silent)}, and what only samples tell is not compared"
    if wrong:
        yield f"the JSON of the request's example is wrong in {' and '.join(wrong)}, and the content is not compared"


def _method(before: Outline, after: Outline) -> Iterator[Change]:
    if before.page.method != after.page.method:
        yield Change("method", "changed", "", before.page.method, after.page.method, True)


def _path(before: Outline, after: Outline) -> Iterator[Change]:
    old, new = before.page.target, after.page.target
    if old and new and path_shape(old) == path_shape(new):
        for name, renamed in _renamed(before, after).items():
            yield Change("path-parameter", "changed", name, name, renamed, False)
        return
    if old and new:
        same = False
    elif old and after.request:
        same = not any(compare_path(after.request, old))
    elif new and before.request:
        same = not any(compare_path(before.request, new))
    else:
        same = not (before.request and after.request and any(compare_paths(before.request, after.request)))
    if not same:
        yield Change("path", "changed", "", before.path, after.path, True)


def _renamed(before: Outline, after: Outline) -> dict[str, str]:
    """The path parameters that have another name in a path that is otherwise the same."""
    old, new = before.page.target, after.page.target
    if old is None or new is None or path_shape(old) != path_shape(new):
        return {}
    pairs = zip(old.parameters, new.parameters, strict=False)
    return {a.name.value: b.name.value for a, b in pairs if a.name.value != b.name.value}


def _host(before: Outline, after: Outline) -> Iterator[Change]:
    old, new = before.host, after.host
    if old and new and old.value.lower() != new.value.lower() and not same_text(old, new):
        yield Change("host", "changed", "", old.value, new.value, True)


def _query(before: Outline, after: Outline) -> Iterator[Change]:
    old, new = before.query, after.query
    if old is None or new is None:
        return
    for name in [name for name in new if name not in old]:
        yield Change("query", "gained", name, None, None, False)
    for name in [name for name in old if name not in new]:
        yield Change("query", "lost", name, None, None, True)


def _content(before: Outline, after: Outline) -> Iterator[Change]:
    old, new = before.content, after.content
    if old is None or new is None:
        return
    if not old.types or not new.types:
        yield from _all_content(old, new)
        return
    for pointer, left, right in deviations(old, new):
        if left is None:
            yield Change("content", "gained", pointer, None, described(right or frozenset()), False)
        elif right is None:
            yield Change("content", "lost", pointer, described(left), None, True)
        else:
            yield Change("content", "changed", pointer, described(left), described(right), narrows(left, right))


def _all_content(before: Shape, after: Shape) -> Iterator[Change]:
    if after.types:
        yield Change("content", "gained", "", None, described(frozenset(after.types)), False)
    elif before.types:
        yield Change("content", "lost", "", described(frozenset(before.types)), None, True)


def _media_type(before: Outline, after: Outline) -> Iterator[Change]:
    old, new = before.media_type, after.media_type
    if old is not None and new is not None and old != new:
        yield Change("media-type", "changed", "", old or None, new or None, True)


def _fields(before: Outline, after: Outline) -> Iterator[Change]:
    """A field that is no longer documented breaks nothing: recipients ignore fields that they do not know (RFC 9110, 5.1)."""
    old, new = before.fields, after.fields
    if old is None or new is None:
        return
    for name in [name for name in new if name not in old]:
        yield Change("field", "gained", new[name], None, None, False)
    for name in [name for name in old if name not in new]:
        yield Change("field", "lost", old[name], None, None, False)


def _authentication(before: Outline, after: Outline) -> Iterator[Change]:
    old, new = before.authentication, after.authentication
    if old is None or new is None or old.lower() == new.lower():
        return
    kind: Kind = "gained" if not old else "changed" if new else "lost"
    yield Change("authentication", kind, "", old or None, new or None, kind != "lost")


def _parameters(before: Outline, after: Outline) -> Iterator[Change]:
    renamed = _renamed(before, after)
    old = {(p, s, n if p is Place.RESPONSE else renamed.get(n, n)): value for (p, s, n), value in before.parameters.items()}
    new = after.parameters
    # What the page shows elsewhere was, or is, part of the request all the same: only the list changed.
    sent, still_sent = {renamed.get(name, name) for name in before.names}, after.names
    for key in [key for key in new if key not in old]:
        needed = new[key].required is True and key[0] is not Place.RESPONSE and key[2] not in sent
        yield Change(_aspect(key), "gained", _where(key), None, _traits(new[key]), needed)
    for key in [key for key in old if key not in new]:
        missed = key[0] is Place.RESPONSE or key[2] not in still_sent
        yield Change(_aspect(key), "lost", _where(key), _traits(old[key]), None, missed)
    for key in [key for key in old if key in new]:
        yield from _one_parameter(key, old[key], new[key])


def _one_parameter(key: ParameterKey, old: Parameter, new: Parameter) -> Iterator[Change]:
    response = key[0] is Place.RESPONSE
    if old.type and new.type and not (allows(_type(new), _type(old)) and allows(_type(old), _type(new))):
        wide, narrow = (old, new) if response else (new, old)  # a request may take more, and a response promise more
        breaking = not allows(_type(wide), _type(narrow))
        yield Change(f"{_aspect(key)}-type", "changed", _where(key), _type(old), _type(new), breaking)
    yield from _values(key, old, new)
    if (old.required is True) != (new.required is True):
        aspect = f"{_aspect(key)}-required"
        if new.required:
            yield Change(aspect, "gained", _where(key), None, None, not response)
        else:
            yield Change(aspect, "lost", _where(key), None, None, response)


def _values(key: ParameterKey, old: Parameter, new: Parameter) -> Iterator[Change]:
    """The values that are all which are allowed: one that a request may not have any more breaks callers, and so does one that
    a response has only now."""
    before, after = ([value.value for value in stated_of(one).values] for one in (old, new))
    if not before or not after:
        return
    response = key[0] is Place.RESPONSE
    for value in [value for value in after if value not in before]:
        yield Change(f"{_aspect(key)}-value", "gained", _where(key), None, value, response)
    for value in [value for value in before if value not in after]:
        yield Change(f"{_aspect(key)}-value", "lost", _where(key), value, None, not response)


def _statuses(before: Outline, after: Outline) -> Iterator[Change]:
    """Another status instead of one breaks callers, and so does one of success that is not there any more. Nothing is told of
    those of success where one of the versions names none."""
    old, new = before.statuses, after.statuses
    if not all(any(one[0] in _SUCCESS for one in listed) for listed in (old, new)):
        old, new = ({one: None for one in listed if one[0] not in _SUCCESS} for listed in (old, new))
    lost, gained = [one for one in old if one not in new], [one for one in new if one not in old]
    for kind in dict.fromkeys(one[0] for one in (*lost, *gained)):
        left, right = ([one for one in listed if one[0] == kind] for listed in (lost, gained))
        if len(left) == len(right) == 1:
            yield Change("status", "changed", "", left[0], right[0], True)
            continue
        yield from (Change("status", "gained", one, None, None, False) for one in right)
        yield from (Change("status", "lost", one, None, None, kind in _SUCCESS) for one in left)


_SUCCESS = ("2", "3")
"""How statuses begin that callers have asked for (RFC 9110, 15.3 and 15.4)."""


def _answer(before: Outline, after: Outline) -> Iterator[Change]:
    """A response that has more is understood as before; one that has less, or values of other types, is not."""
    old, new = before.answer, after.answer
    if old is None or new is None:
        return
    for pointer, left, right in deviations(old, new):
        if left is None:
            yield Change("response-content", "gained", pointer, None, described(right or frozenset()), False)
        elif right is None:
            yield Change("response-content", "lost", pointer, described(left), None, True)
        else:
            yield Change("response-content", "changed", pointer, described(left), described(right), narrows(right, left))


def _aspect(key: ParameterKey) -> str:
    return "response-parameter" if key[0] is Place.RESPONSE else "parameter"


def _where(key: ParameterKey) -> str:
    return f"{key[1]}.{key[2]}" if key[1] else key[2]


def _type(parameter: Parameter) -> str:
    return " ".join(parameter.type.value.lower().split()) if parameter.type else ""


def _traits(parameter: Parameter) -> str | None:
    """The type, and whether the parameter is required; None where the page says neither."""
    said = {True: "required", False: "optional", None: ""}[parameter.required]
    return ", ".join(word for word in (_type(parameter), said) if word) or None


def _standing(before: Outline, after: Outline) -> Iterator[Change]:
    """Who the page is for, and whether callers should move on."""
    if before.page.visibility != after.page.visibility:
        yield Change("visibility", "changed", "", before.page.visibility, after.page.visibility, False)
    if _is_deprecated(before.page) != _is_deprecated(after.page):
        yield Change("deprecation", "gained" if _is_deprecated(after.page) else "lost", "", None, None, False)


def _is_deprecated(page: EndpointPage) -> bool:
    """Whether the front matter says `deprecated`, with any value but those by which YAML 1.1 says no."""
    said = page.front_matter.text("deprecated")
    return said is not None and said.value.strip().lower() not in {"false", "no", "off", "n"}
