"""How a request proves who it is from: its own way, or that of the folder or the collection around it."""

from __future__ import annotations

from typing import NamedTuple

from unisono.imports._endpoint_pages import Entry
from unisono.imports._losses import Losses
from unisono.imports._samples import Call
from unisono.imports.postman.variables import Variables
from unisono.text.references import At


class Credential(NamedTuple):
    """What a page says of it: the place, "header" or "query", and the entry there."""

    place: str
    entry: Entry


class Auth:
    """The `auth` of a request, a folder or a collection; None where there is none."""

    def __init__(self, at: At | None = None) -> None:
        self.at = at

    def or_of(self, around: At) -> Auth:
        """That of a request or a folder, if it has one of its own."""
        found = around.get("auth")
        return Auth(found) if found is not None and found.text("type") != "inherit" else self

    def _value(self, kind: str, key: str, variables: Variables) -> str:
        """A value in the list of pairs that a way has, or, as in collections of version 2.0, in its object."""
        listed = self.at.get(kind) if self.at is not None else None
        if listed is None:
            return ""
        found = listed.text(key) or next((one.text("value") for one in listed.items() if one.text("key") == key), "")
        return variables.filled(found).strip()

    def put(self, call: Call, variables: Variables, losses: Losses) -> Credential | None:
        """Give a request what it needs; what the page says of it."""
        kind = self.at.text("type").lower() if self.at is not None else "noauth"
        if self.at is None or kind in {"noauth", ""}:
            return None
        if kind in {"bearer", "oauth2", "jwt"}:
            key = {"bearer": "token", "oauth2": "accessToken", "jwt": "token"}[kind]
            return self._field(call, "Authorization", f"Bearer {self._value(kind, key, variables) or 'YOUR_TOKEN'}")
        if kind == "basic":
            user = self._value(kind, "username", variables) or "YOUR_USER"
            call.login = f"{user}:{self._value(kind, 'password', variables) or 'YOUR_PASSWORD'}"
            return Credential("header", Entry("Authorization", "string", True, "`Basic` with the user and the password."))
        if kind == "apikey":
            name, value = self._value(kind, "key", variables), self._value(kind, "value", variables) or "YOUR_API_KEY"
            if self._value(kind, "in", variables) == "query":
                call.query.append((name or "api_key", value))
                return Credential("query", Entry(name or "api_key", "string", True))
            return self._field(call, name or "X-API-Key", value)
        losses.count(
            self.at, f"authentication of the kind '{kind[:50]}' is not carried over", "say on the site what requests need"
        )
        return None

    def _field(self, call: Call, name: str, value: str) -> Credential | None:
        if any(own.lower() == name.lower() for own, _ in call.fields):
            return None
        call.fields.insert(0, (name, value))
        return Credential("header", Entry(name, "string", True))
