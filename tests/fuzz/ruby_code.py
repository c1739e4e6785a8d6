"""Ruby samples of calls of the real methods with odd arguments."""

from __future__ import annotations

from collections.abc import Callable

from fuzz.choices import Choices, Maker
from unisono.languages.ruby.environment import LIBRARY

ODD = (
    "''",
    "'a'",
    "'a b&c=d'",
    "'é😀'",
    '"\\0\\xff"',
    '"\\u{d800}"',
    '"\\u{1F600 41}"',
    '"#{x} #{y} \\#{x}"',
    "%w[a b]",
    "%i[a b]",
    "%q(a)",
    "%Q(#{x})",
    ":a",
    ':"a b"',
    "0",
    "-1",
    "1.5",
    "1e400",
    "1e22",
    "12345678901234567890",
    "0x1F",
    "0b1",
    "017",
    "1_0",
    "1r",
    "2i",
    "true",
    "nil",
    "[]",
    "[1, [2]]",
    "[['a', 1], ['b']]",
    "{}",
    "{ a: 1, 'b' => 2, 3 => 4 }",
    '{ "a b": 1 }',
    "{ a: }",
    "x",
    "y",
    "uri",
    "http",
    "request",
    "undefined",
    "x['a']",
    "x[0]",
    "x&.a",
    "@x",
    "$x",
    "ENV['A']",
    "ENV.fetch('A', 1)",
    "URI('https://a.example/?a=b')",
    "URI('//')",
    "URI(\"#{ENV['B']}/a\")",
    "File.open('a.txt')",
    "Net::HTTP",
    "Net::HTTP::Get",
    "Faraday",
    "->(a) { a }",
    "f(1)",
    "'a' * 9000",
    "1 if x",
    "(x ? 1 : 2)",
    "/a/",
    "1..2",
)
_METHODS = sorted({name for _, name in LIBRARY.methods} - {"[]="})
_OF_MODULES = sorted(LIBRARY.of_modules)
_OPERATORS = "+ - * / == != < > <= >= << && || and or".split()  # noqa: SIM905
_HEAD = (
    "require 'net/http'\nx = 'a'\ny = { a: 1 }\nuri = URI('https://a.example/')\nhttp = Net::HTTP.new(uri.host, uri.port)\n"
    "request = Net::HTTP::Post.new(uri)\ndef f(a = 1, b: 2)\n  a\nend\n"
)


def code(choices: Choices) -> str:
    """A sample of up to eight statements, the last of which send."""
    maker = _Maker(choices)
    lines = [maker.statement() for _ in range(choices.number(6))]
    lines += [f"request.body = {maker.value()}", "http.request(request)", maker.call(choices.one(_OF_MODULES))]
    return _HEAD + "\n".join(lines) + "\n"


class _Maker(Maker):
    def statement(self) -> str:
        choices, value = self.choices, self.value
        name = choices.one(("x", "y", "y[:a]", "@x", "X", "request['A']", "request.body", "uri.query", "http.use_ssl", "x, y"))
        forms = (
            f"{name} = {value()}",
            f"{name} {choices.one(('+', '||', '<<', '*'))}= {value()}",
            f"({value()}).each do |k, v|\n  {name} = {value()}\nend",
            f"begin\n  x = {value()}\nrescue => e\n  y = {value()}\nensure\n  x = 1\nend",
            f"if {value()}\n  x = {value()}\nelsif {value()}\n  y = 1\nelse\n  y = {value()}\nend",
            f"x = {value()} unless {value()}",
            f"case {value()}\nwhen 1 then x = 1\nelse y = 2\nend",
            "[1, 2, 3, 4, 5, 6, 7, 8, 9].each { |i| x = [x, x, x, x, x, x].to_json }",
            f"x = <<~A\n  a #{{{value()}}}\n    b\nA",
        )
        return choices.one(forms)

    def value(self) -> str:
        choices = self.choices
        with self.form(9) as form:
            if form < 3:
                return choices.one(ODD)
            if form < 5:
                return self.call(choices.one(_OF_MODULES))
            if form < 7:
                return self.call(f"({self.value()}).{choices.one(_METHODS)}")
            if form == 7:
                return f"({self.value()} {choices.one(_OPERATORS)} {self.value()})"
            forms: tuple[Callable[[], str], ...] = (
                lambda: f"[{self.value()}, {self.value()}]",
                lambda: f"{{ a: {self.value()}, {self.value()} => {self.value()} }}",
                lambda: f"({self.value()})[{self.value()}]",
                lambda: f'"a#{{{self.value()}}}"',
            )
            return choices.one(forms)()
