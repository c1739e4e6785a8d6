"""Go samples of calls of the real functions with odd arguments."""

from __future__ import annotations

from collections.abc import Callable

from fuzz.choices import Choices, Maker
from unisono.languages.go.environment import LIBRARY

ODD = (
    '""',
    '"a"',
    '"a b&c=d%"',
    '"é😀"',
    '"\\x00\\xff"',
    '"\\U0001F600\\n"',
    "`a\\n`",
    "'a'",
    "0",
    "-1",
    "1.5",
    "1e400",
    "12345678901234567890",
    "0x1F",
    "0b1",
    "017",
    "1_0",
    "2i",
    "true",
    "nil",
    "[]string{}",
    "[]any{1, nil, []int{2}}",
    'map[string]any{"a": 1, "b": nil}',
    'map[string][]string{"a": {"b"}}',
    "map[int]string{1: `a`}",
    'struct{ A int `json:"a,omitempty"` }{1}',
    'T{A: "x"}',
    "&T{}",
    "x",
    "y",
    "&x",
    "*y",
    "req",
    "client",
    "buf",
    'y["a"]',
    "y[0]",
    "x[1:]",
    "x.A.B",
    "x.(string)",
    'os.Getenv("A")',
    "[]byte(`{}`)",
    "string(buf.Bytes())",
    "http.Header{}",
    'url.Values{"a": {"b"}}',
    "&http.Client{}",
    "http.MethodPost",
    "time.Second",
    "func(a int) int { return a }",
    "f(1)",
    "json.Number(`1`)",
    "(x)",
    "!true",
)
_METHODS = sorted({name for _, name in LIBRARY.methods})
_FUNCTIONS = sorted(name.rpartition("/")[2] for name in LIBRARY.functions)
_OPERATORS = "+ - * / == != < > <= >= && || << &^".split()  # noqa: SIM905
_PACKAGES = {name.rpartition(".")[0]: name.rpartition("/")[2] for name in LIBRARY.functions}
_IMPORTS = "\n".join(f'"{path}"' for path in _PACKAGES)
_USES = "\n".join(f"_ = {name}" for name in _PACKAGES.values())
_HEAD = f"""package main

import (
{_IMPORTS}
)

type T struct {{
	A string
	*T
}}

func f(a int, b ...any) (c string, err error) {{
	return "a", nil
}}

func main() {{
	var x any = "a"
	y := map[string]any{{}}
	var buf bytes.Buffer
	client := http.DefaultClient
	req, err := http.NewRequest("POST", "https://a.example/", &buf)
	_, _, _ = x, y, err
{_USES}
"""


def code(choices: Choices) -> str:
    """A sample of up to eight statements, the last of which send."""
    maker = _Maker(choices)
    lines = [maker.statement() for _ in range(choices.number(6))]
    lines += [f"{choices.one(('req.Body', '_'))} = {maker.value()}", "client.Do(req)", maker.call(choices.one(_FUNCTIONS))]
    return _HEAD + "\n".join(lines) + "\n}\n"


class _Maker(Maker):
    def statement(self) -> str:
        choices, value = self.choices, self.value
        name = choices.one(
            ("x", "y", 'y["a"]', "z", "req.Header", 'req.Header["A"]', "req.URL.RawQuery", "req.Host", "x, y", "_")
        )
        forms = (
            f"{name} = {value()}",
            f"z := {value()}\n_ = z",
            f"{name} {choices.one(('+', '-', '<<'))}= {value()}",
            f"for k, v := range {value()} {{\n{name} = v\n_ = k\n}}",
            "for i := 0; i < 3; i++ {\nx = fmt.Sprint(x, x)\n}",
            f"if z, ok := {value()}; ok {{\nx = z\n}} else if {value()} {{\ny = nil\n}}",
            f"switch {value()} {{\ncase {value()}: x = 1\ndefault: x = 2\n}}",
            f"defer {self.call(choices.one(_FUNCTIONS))}",
            f"go {self.call('f')}",
            f"var w T = {value()}\n_ = w",
            f"const c = {value()}",
            "x++",
        )
        return choices.one(forms)

    def value(self) -> str:
        choices = self.choices
        with self.form(9) as form:
            if form < 3:
                return choices.one(ODD)
            if form < 5:
                return self.call(choices.one(_FUNCTIONS))
            if form < 7:
                return self.call(f"({self.value()}).{choices.one(_METHODS)}")
            if form == 7:
                return f"({self.value()} {choices.one(_OPERATORS)} {self.value()})"
            forms: tuple[Callable[[], str], ...] = (
                lambda: f"[]any{{{self.value()}, {self.value()}}}",
                lambda: f'map[string]any{{"a": {self.value()}, {self.value()}: {self.value()}}}',
                lambda: f"({self.value()})[{self.value()}]",
                lambda: f'fmt.Sprintf("a%s%d%v", {self.value()}, {self.value()})',
            )
            return choices.one(forms)()
