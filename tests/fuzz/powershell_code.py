"""PowerShell samples of calls of the real cmdlets and methods with odd arguments."""

from __future__ import annotations

from collections.abc import Callable

from fuzz.choices import Choices, Maker
from unisono.languages.powershell.environment import LIBRARY

ODD = (
    "''",
    "'a'",
    "'it''s'",
    "'it’s'",
    '"a b&c=d"',
    '"é😀 “"',
    '"`n`t`0`u{1F600}`u{d800}`$x ""q"""',
    '"$x ${y} $z[0] $x.a $env:A $($x) $k:8080"',
    '@"\na $x `"b`"\n"@',
    "@'\na $x\n'@",
    "0",
    "-1",
    "1.5",
    "1e400",
    "1.50d",
    "1kb",
    "0x1F",
    "99999999999999999999",
    "1..3",
    "$true",
    "$null",
    "@()",
    "@(1, @(2), 'a')",
    "@(, @(1))",
    "1, 2",
    ", 1",
    "@{}",
    "@{ a = 1; 'b c' = @{ d = @(1, 2) }; 3 = $x }",
    "[ordered]@{ a = @{ b = @{ c = @{ d = 1 } } } }",
    "[PSCustomObject]@{ a = 1 }",
    "[string]1",
    "[int]'1'",
    "[byte[]]$x",
    "$x",
    "$y",
    "$z",
    "$undefined",
    "$env:A",
    "$x['a']",
    "$x[0]",
    "$x.a.b",
    "$x.Length",
    "$_",
    "(Get-Item 'a.txt')",
    "(Get-Content 'a.txt' -Raw)",
    "(Get-Content 'a.txt')",
    "(Get-Credential)",
    "(ConvertTo-SecureString 'a' -AsPlainText -Force)",
    "[Text.Encoding]::UTF8.GetBytes('a')",
    "[Text.Encoding]::Latin1",
    "[Unknown]::Name",
    "{ $x = 1 }",
    "(f 1)",
    "https://a.example/?a=b",
    "Post",
)
_STATICS = sorted(LIBRARY.statics)
_METHODS = sorted({name for _, name in LIBRARY.methods})
_CMDLETS = sorted(LIBRARY.cmdlets)
_OPERATORS = "+ - * -eq -ne -lt -and -or -f -join .. -replace".split()  # noqa: SIM905
_HEAD = "$x = 'a'\n$y = @{ a = 1 }\n$z = @(1, 2)\n$p = @{ Uri = 'https://a.example/'; Method = 'Post' }\n"


def code(choices: Choices) -> str:
    """A sample of up to eight statements, the last of which send."""
    maker = _Maker(choices)
    lines = [maker.statement() for _ in range(choices.number(6))]
    lines += [f"Invoke-RestMethod @p -Body {maker.value()}", maker.sent()]
    return _HEAD + "\n".join(lines) + "\n"


class _Maker(Maker):
    def statement(self) -> str:
        choices, value = self.choices, self.value
        name = choices.one(("$x", "$y", "$y.a", "$y['a']", "[string]$x", "$script:x", "$p.Headers"))
        forms = (
            f"{name} = {value()}",
            f"{name} += {value()}",
            f"foreach ($i in {value()}) {{ {name} = {value()} }}",
            f"try {{ $x = {value()} }} catch {{ $y = {value()} }} finally {{ $x = 1 }}",
            f"if ({value()}) {{ $x = {value()} }} elseif ({value()}) {{ $y = 1 }} else {{ $y = {value()} }}",
            f"$x = {value()} | {choices.one(_CMDLETS)}",
            f"$x = {value()} | ConvertTo-Json -Depth {value()} -Compress",
            "foreach ($i in 1, 2, 3, 4, 5, 6, 7, 8, 9) { $x = $x + $x + $x + $x }",
            f"function f($a) {{ return {value()} }}",
            self.sent(),
        )
        return choices.one(forms)

    def sent(self) -> str:
        choices, value = self.choices, self.value
        extra = (
            "-Headers @{ a = 1; Authorization = 'x y' }",
            f"-Headers {value()}",
            f"-Form {value()}",
            f"-Form @{{ a = {value()} }}",
            f"-InFile {value()}",
            f"-Authentication Bearer -Token {value()}",
            f"-Authentication Basic -Credential {value()}",
            f"-ContentType {value()}",
            f"-Method {value()}",
            f"-CustomMethod {value()}",
            f"-Body {value()}",
            f"-Uri {value()}",
            "-SkipHeaderValidation",
            "-Wrong 1",
            "@p",
            "@x",
        )
        return f"Invoke-RestMethod https://a.example/ {' '.join(choices.some(lambda: choices.one(extra), 3))}"

    def value(self) -> str:
        choices = self.choices
        with self.form(9) as form:
            if form < 4:
                return choices.one(ODD)
            if form < 6:
                kind, _, name = choices.one(_STATICS).partition(".")
                return f"[{kind}]::{name}({', '.join(choices.some(self.value, 3))})"
            if form == 6:
                return f"({self.value()}).{choices.one(_METHODS)}({', '.join(choices.some(self.value, 2))})"
            if form == 7:
                return f"({self.value()} {choices.one(_OPERATORS)} {self.value()})"
            forms: tuple[Callable[[], str], ...] = (
                lambda: f"@({self.value()}, {self.value()})",
                lambda: f"@{{ a = {self.value()}; b = {self.value()} }}",
                lambda: f"({self.value()})[{self.value()}]",
                lambda: f"(ConvertTo-Json {self.value()})",
                lambda: f'"a$({self.value()})"',
            )
            return choices.one(forms)()
