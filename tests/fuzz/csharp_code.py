"""C# samples of calls of the real methods with odd arguments."""

from __future__ import annotations

from collections.abc import Callable

from fuzz.choices import Choices, Maker
from unisono.languages.csharp.environment import LIBRARY

ODD = (
    '""',
    '"a"',
    '"a b&c=d"',
    '"é😀"',
    '"\\0\\xff\\ud83d"',
    '"\\U0001F600\\u00e9"',
    '"\\U00110000"',
    '$"{x} {{y}} {y:N} {x,5}"',
    '$"{(z ? 1 : 2)}"',
    '@"a""b\n{x}"',
    '$@"a""{x}"',
    '"""a "b" c"""',
    '"""\n  a\n    b\n  """',
    '$$"""\n  {{{x}}}\n  """',
    '"""\na\n  """',
    '"a"u8',
    "'a'",
    "'\\n'",
    "0",
    "-1",
    "1.5",
    "1e400",
    "1e22",
    "1.50m",
    "1.5f",
    "99999999999999999999",
    "0x1F",
    "0b1",
    "1_0",
    "true",
    "null",
    "default",
    "(string?)null",
    "(int)1.5",
    "new { }",
    "new { a = 1, x, b = new { c = x } }",
    "new[] { 1, 2 }",
    'new string[] { "a" }',
    "new byte[] { 1, 200 }",
    "[1, 2]",
    "[..x]",
    'new Dictionary<string, object?> { ["a"] = x, { "b", 1 } }',
    'new Pair { A = "a" }',
    "new Pair()",
    "new Point(1, 2)",
    "new()",
    "x",
    "y",
    "z",
    "client",
    "request",
    "content",
    "undefined",
    "Undefined.Name",
    'x["a"]',
    "x[0]",
    "x?.Length",
    "x!",
    "x.Result",
    "await x",
    "x ?? y",
    "x as string",
    "nameof(x)",
    "typeof(string)",
    'Environment.GetEnvironmentVariable("A")',
    "HttpMethod.Post",
    "HttpStatusCode.OK",
    "Encoding.UTF8",
    "Encoding.ASCII",
    'new Uri("https://a.example/?a=b")',
    'new Uri("//")',
    'new HttpMethod("a b")',
    'File.OpenRead("a.txt")',
    "(a) => a",
    "() => x",
    "F(1)",
    "z is string",
    "z switch { _ => 1 }",
)
_METHODS = sorted({name for _, name in LIBRARY.methods} - {"[]="})
_PROPERTIES = sorted({name for _, name in LIBRARY.properties})
_SETTERS = sorted({name for _, name in LIBRARY.setters})
_STATICS = sorted(LIBRARY.statics)
_TYPES = sorted(LIBRARY.constructors)
_OPERATORS = "+ - * / == != < > <= >= && || ??".split()  # noqa: SIM905
_HEAD = (
    'var x = "a";\nobject y = new { a = 1 };\nvar z = true;\nusing var client = new HttpClient();\n'
    'var request = new HttpRequestMessage(HttpMethod.Post, "https://a.example/");\nvar content = new StringContent("a");\n'
)
_TAIL = (
    "\nstatic string F(int a = 1) => a + x;\nclass Pair { public string A { get; set; } public int? B { get; set; } = 1; }\n"
    "record Point(int X, int Y);\n"
)


def code(choices: Choices) -> str:
    """A sample of up to eight statements, the last of which send."""
    maker = _Maker(choices)
    lines = [maker.statement() for _ in range(choices.number(6))]
    lines += [
        f"request.Content = {maker.value()};",
        "await client.SendAsync(request);",
        f"await {maker.call('client.PostAsync')};",
    ]
    return _HEAD + "\n".join(lines) + _TAIL


class _Maker(Maker):
    def statement(self) -> str:
        choices, value = self.choices, self.value
        name = choices.one(
            ("x", "y", "var v", 'x["a"]', f"client.DefaultRequestHeaders.{choices.one(_SETTERS)}", f"x.{choices.one(_SETTERS)}")
        )
        forms = (
            f"{name} = {value()};",
            f"x += {value()};",
            f"foreach (var (k, v) in {value()}) {{ x = {value()}; }}",
            f"foreach (var v in {value()}) x += v;",
            f"try {{ x = {value()}; }} catch (Exception e) {{ y = {value()}; }} finally {{ x = 1; }}",
            f"if ({value()}) {{ x = {value()}; }} else if ({value()}) y = 1; else {{ y = {value()}; }}",
            f"using (var u = {value()}) {{ x = u; }}",
            f"request.Headers.{choices.one(('Add', 'TryAddWithoutValidation'))}({value()}, {value()});",
            f"content.Headers.{choices.one(('Add', 'Remove', 'TryAddWithoutValidation'))}({value()}, {value()});",
            "foreach (var i in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }) { x = x + x + x + x; }",
            f"{value()};",
        )
        return choices.one(forms)

    def value(self) -> str:
        choices = self.choices
        with self.form(9) as form:
            if form < 3:
                return choices.one(ODD)
            if form < 5:
                return self.call(choices.one((choices.one(_STATICS), f"new {choices.one(_TYPES)}")))
            if form < 7:
                return self.call(f"({self.value()}).{choices.one(_METHODS)}")
            if form == 7:
                return f"({self.value()} {choices.one(_OPERATORS)} {self.value()})"
            forms: tuple[Callable[[], str], ...] = (
                lambda: f"new[] {{ {self.value()}, {self.value()} }}",
                lambda: f"new {{ a = {self.value()}, b = {self.value()} }}",
                lambda: f"({self.value()})[{self.value()}]",
                lambda: f"({self.value()}).{choices.one(_PROPERTIES)}",
                lambda: f"new {choices.one(_TYPES)} {{ {choices.one(_SETTERS)} = {self.value()} }}",
                lambda: f'$"a{{{self.value()}}}"',
            )
            return choices.one(forms)()
