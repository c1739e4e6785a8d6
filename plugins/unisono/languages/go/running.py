"""How Go samples run: compiled, without anything from other hosts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from unisono.languages.reading import Uncalled
from unisono.languages.running import Recipe
from unisono.text.regex import regex

OFFLINE: Mapping[str, str] = {"GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local", "GOTELEMETRY": "off"}
MODULE = "module samples\n\ngo 1.19\n"
_IMPORTS = regex(r"\A((?:import [^\n]*\n)+)(package [^\n]*\n)")
_HEAD = regex(r"package main\n(?:import [^\n(]*\n)*")
_DECLARED = regex(r"(?m)^(\w+)(?:, (\w+))? :=")
_TOP = regex(r"^(?:func|import|type|var|const)\b", re.MULTILINE)


def whole(code: str) -> str:
    """A sample; statements without a function around them as `main`, which uses what they declare."""
    code = _IMPORTS.sub(r"\2\1", code)  # what was missing stands above all of it
    head = _HEAD.match(code)
    rest = code[head.end() :] if head else ""
    if head is None or _TOP.search(rest):
        return code
    names = {name for found in _DECLARED.findall(rest) for name in found if name not in {"", "_"}}
    uses = "".join(f"\t_ = {name}\n" for name in sorted(names))
    return f"{head[0]}\nfunc main() {{\n{rest}\n{uses}}}\n"


_CALLS = "\n// the calls\n"
_CALLED = """package main

import (
	"context"
	"reflect"
)

func givenFor(of reflect.Type) reflect.Value {
	value := reflect.New(of).Elem()
	switch of.Kind() {
	case reflect.String:
		value.SetString("a")
	case reflect.Int, reflect.Int64:
		value.SetInt(7)
	case reflect.Interface:
		if background := reflect.ValueOf(context.Background()); background.Type().Implements(of) && of.NumMethod() > 0 {
			value.Set(background)
		}
	case reflect.Struct:
		for i := 0; i < of.NumField(); i++ {
			if value.Field(i).CanSet() {
				value.Field(i).Set(givenFor(of.Field(i).Type))
			}
		}
	}
	return value
}

func callWith(function any, first ...reflect.Value) []reflect.Value {
	called := reflect.ValueOf(function)
	count := called.Type().NumIn()
	if called.Type().IsVariadic() {
		count--
	}
	for i := len(first); i < count; i++ {
		of := called.Type().In(i)
		if of.Kind() == reflect.Pointer && of.Elem().Kind() == reflect.Struct {
			pointer := reflect.New(of.Elem())
			pointer.Elem().Set(givenFor(of.Elem()))
			first = append(first, pointer)
			continue
		}
		first = append(first, givenFor(of))
	}
	return called.Call(first)
}
"""


def called(functions: Sequence[Uncalled], code: str) -> str:
    """A file, the last one, that calls functions before `main` runs: methods of what `New…` gives, of a variable, or of a value
    whose members are set."""
    calls = []
    for function in functions:
        of, _, name = function.name.rpartition(".")
        maker = f"New{of}" if re.search(rf"(?m)^func New{of}\(", code) else ""
        variable = re.search(rf"(?m)^var (\w+) = {of}\{{", code)
        pointer = "*" if re.search(rf"(?m)^func \(\w+ \*{of}\) {name}\(", code) else ""
        first = f", callWith({maker})[0]" if maker else f", reflect.ValueOf(&{variable[1]})" if variable else ""
        calls.append(f"\tcallWith(({pointer}{of}).{name}{first})\n" if of else f"\tcallWith({name})\n")
    main = "" if re.search(r"(?m)^func main\(", code) else "\nfunc main() {}\n"
    return f"{_CALLS}{_CALLED}\nfunc init() {{\n{''.join(calls)}}}\n{main}"


def files_of(code: str) -> dict[str, str]:
    """The files of a sample: its own, and that of the calls below it."""
    own, _, calls = code.partition(_CALLS)
    return {"main.go": whole(own), **({"uncalled.go": calls} if calls else {})}


def recipe(code: str) -> Recipe:
    """Nothing redirects it where names of hosts cannot be its own: it asks no proxy for its own machine."""
    return Recipe(
        {"go": ("go", "version")},
        ("go", "run", "."),
        {**files_of(code), "go.mod": MODULE},
        {"SSL_CERT_FILE": "{certificate}", "GOCACHE": "{folder}/.cache", "GOPATH": "{folder}/.go", **OFFLINE},
        compiling=180,  # with all of Go's own library, as nothing is kept
    )
