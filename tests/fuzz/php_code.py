"""PHP samples of calls of the real functions with odd arguments."""

from __future__ import annotations

from collections.abc import Callable

from fuzz.choices import Choices, Maker
from unisono.languages.php.curl.options import CONSTANTS
from unisono.languages.php.environment import LIBRARY

ODD = (
    "''",
    "'a'",
    "'1'",
    "'a b&c=d'",
    "'é😀'",
    "'\\\\'",
    '"\\0"',
    '"\\xff"',
    '"\\xc3\\xa9"',
    '"\\u{d800}"',
    '"\\u{110000}"',
    '"\\777"',
    "\"$x {$y} $z[0] $z[a] {$z['a']} ${x} $x->a {$x->a->b} $\"",
    '"%s %d %"',
    "<<<A\n  a $x\n   {$y}\n  A",
    "<<<'A'\nA",
    "<<<A\nA",
    "0",
    "1",
    "-1",
    "-0.0",
    "1.5",
    "1e308",
    "1e999",
    "9223372036854775807",
    "9223372036854775808",
    "0x1F",
    "0b11",
    "017",
    "1_000",
    "true",
    "false",
    "null",
    "NULL",
    "[]",
    "[1, 2, 3]",
    "[[]]",
    "['a' => 'b', 5 => 'c', 'd']",
    "['a' => ['b' => [1, null, true, 1.0]]]",
    "array(1, 2)",
    "[...$z]",
    "$x",
    "$y",
    "$z",
    "$undefined",
    "$x['a']",
    "$x[0]",
    "$x->a",
    "$ch",
    "$client",
    "new stdClass()",
    "(object) ['a' => 1]",
    "new CURLFile('a.txt')",
    "new CURLStringFile('a', 'b')",
    "new GuzzleHttp\\Psr7\\Request('GET', 'https://a.example/')",
    "getenv('A')",
    "$_ENV['A']",
    "$_POST['a']",
    "function ($a) { return $a; }",
    "fn($a) => $a . $a",
    "f",
    "__DIR__",
    "PHP_EOL",
    "A::B",
    "GuzzleHttp\\RequestOptions::JSON",
    "'https://a.example/?a=b'",
    "'//'",
    "'http://[::1'",
    "str_repeat('a', 9000)",
)
_FUNCTIONS = sorted(LIBRARY.functions)
_METHODS = sorted({name for _, name in LIBRARY.methods})
_OPTIONS = sorted(name for name in CONSTANTS if name.startswith("CURLOPT_"))
_KEYS = (
    "json",
    "body",
    "headers",
    "query",
    "form_params",
    "multipart",
    "auth",
    "base_uri",
    "cookies",
    "curl",
    "name",
    "contents",
)
_OPERATORS = "+ - * / % ** . == != === !== < <= > >= <=> && || and or ?? | & ^ instanceof".split()  # noqa: SIM905
_CASTS = ("(string)", "(int)", "(float)", "(bool)", "(array)", "(object)", "!", "-", "@")
_HEAD = (
    "<?php\n$x = 'a'; $y = 'b'; $z = ['a' => 1];\n$ch = curl_init('https://a.example/');\n"
    "$client = new GuzzleHttp\\Client();\nfunction f($a = 1, $b = []) { return $a; }\n"
)


def code(choices: Choices) -> str:
    """A sample of up to eight statements, the last of which send."""
    maker = _Maker(choices)
    lines = [maker.statement() for _ in range(choices.number(6))]
    sent = f"$client->{choices.one(_METHODS)}({maker.value()}, {maker.value()}, {maker.options()});"
    return (
        _HEAD + "\n".join(lines) + f"\ncurl_setopt($ch, {choices.one(_OPTIONS)}, {maker.value()});\ncurl_exec($ch);\n{sent}\n"
    )


class _Maker(Maker):
    def statement(self) -> str:
        choices, value = self.choices, self.value
        name = choices.one(("$x", "$y", "$z", "$x['a']", "$z[]", "$z['a']['b']", "$x->a", "[$x, $y]", "$x[0][1]"))
        form = choices.number(12)
        if form < 5:
            return f"{name} = {value()};"
        forms = (
            f"foreach ({value()} as $k => $v) {{ {name} = {value()}; }}",
            f"try {{ $x = {value()}; }} catch (Exception $e) {{ $y = {value()}; }} finally {{ $z = {value()}; }}",
            f"if ({value()}) {{ $x = {value()}; }} elseif ({value()}) {{ $y = 1; }} else {{ $y = {value()}; }}",
            f"curl_setopt($ch, {choices.one(_OPTIONS)}, {value()});",
            f"{name} {choices.one(('.', '+', '*', '**', '??', '/'))}= {value()};",
            f"for ($i = 0; $i < 40; $i++) {{ $x = {choices.one(('[$x, $x]', '$x . $x', 'f($x)', 'json_encode($x)'))}; }}",
            f"while ({value()}) {{ {choices.one(('break', 'continue', '$x++', 'unset($z)'))}; }}",
        )
        return forms[form - 5]

    def value(self) -> str:
        choices = self.choices
        with self.form(10) as form:
            if form < 3:
                return choices.one(ODD)
            if form < 6:
                return self.call(choices.one(_FUNCTIONS))
            if form == 6:
                return self.call(f"({self.value()})->{choices.one(_METHODS)}")
            if form == 7:
                return f"({self.value()} {choices.one(_OPERATORS)} {self.value()})"
            forms: tuple[Callable[[], str], ...] = (
                self.options,
                lambda: f"[{self.value()}, {self.value()} => {self.value()}]",
                lambda: f"({self.value()})[{self.value()}]",
                lambda: f"({self.value()} ? {self.value()} : {self.value()})",
                lambda: f"({self.value()} ?: {self.value()})",
                lambda: f"({choices.one(_CASTS)} {self.value()})",
                lambda: f"isset({self.value()}, {self.value()})",
            )
            return choices.one(forms)()

    def options(self) -> str:
        names = dict.fromkeys(self.choices.some(lambda: self.choices.one(_KEYS), 3))
        return "[" + ", ".join(f"'{name}' => {self.value()}" for name in names) + "]"
