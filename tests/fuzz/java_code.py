"""Java samples of calls of the real methods with odd arguments."""

from __future__ import annotations

from collections.abc import Callable

from fuzz.choices import Choices, Maker
from unisono.languages.java.environment import LIBRARY

ODD = (
    '""',
    '"a"',
    '"a b&c=d"',
    '"é😀"',
    '"\\0\\377\\u00e9"',
    '"\\u0022"',
    '"\\ud83d"',
    '"%s %d %n %% %2$s"',
    '"%5.2f"',
    '"""\n  a "b"\n    c\\\n  d  \n  """',
    '"""\n\t\\s\n"""',
    "'a'",
    "'\\n'",
    "0",
    "-1",
    "5L",
    "1.5",
    "1e22",
    "1e-9",
    "2147483647",
    "0x1F",
    "0b1",
    "017",
    "1_0",
    "1f",
    "true",
    "null",
    "x",
    "y",
    "z",
    "list",
    "bytes",
    "buffer",
    "path",
    "uri",
    "client",
    "builder",
    "request",
    "response",
    "undefined",
    "args",
    "args[0]",
    "this.x",
    "new String[] {x}",
    "new HashMap<String, String>()",
    "new ArrayList<>(list)",
    "new StringBuilder(x)",
    "new URI(x)",
    "new Other()",
    "new Gson()",
    "new Object() { int a = 1; }",
    "(String) x",
    "(int) 1.5",
    "x instanceof String s",
    "a -> a + x",
    "(a, b) -> a",
    "() -> path",
    "() -> { return x; }",
    "String::valueOf",
    "x::concat",
    "HttpResponse::body",
    "StandardCharsets.UTF_8",
    "StandardCharsets.US_ASCII",
    "HttpClient.Version.HTTP_2",
    "java.util.List.of(x)",
    'System.getenv("A")',
    'URI.create("//")',
    'URI.create(System.getenv("B") + "/a?b#c")',
    'Path.of("a", "b")',
    "BodyPublishers.ofString(x)",
    "BodyHandlers.ofString()",
    "f(x)",
    "x.repeat(9000)",
)
_METHODS = sorted({name for _, name in LIBRARY.methods})
_STATIC = sorted(LIBRARY.static)
_CONSTRUCTORS = sorted(LIBRARY.constructors)
_OPERATORS = "+ - * / % == != < > <= >= && ||".split()  # noqa: SIM905
_HEAD = (
    'String x = "a";\nMap<String, Object> y = new LinkedHashMap<>();\ny.put("k", 1);\nint z = 1;\n'
    'var list = List.of("a", "b");\n'
    'byte[] bytes = x.getBytes();\nvar buffer = new StringBuilder();\nvar path = Path.of("a.txt");\n'
    'var uri = URI.create("https://a.example/");\nvar client = HttpClient.newHttpClient();\n'
    "var builder = HttpRequest.newBuilder(uri);\nHttpRequest request = builder.build();\n"
    "HttpResponse<String> response = null;\n"
)


def code(choices: Choices) -> str:
    """A sample of up to eight statements, the last of which send."""
    maker = _Maker(choices)
    lines = [maker.statement() for _ in range(choices.number(6))]
    lines += [
        f"builder.POST(BodyPublishers.ofString({maker.value()}));",
        "client.send(builder.build(), BodyHandlers.ofString());",
    ]
    lines.append(f"{maker.call(choices.one(_STATIC))};")
    body = _HEAD + "\n".join(lines) + "\n"
    form = choices.number(3)
    if form == 0:
        return body
    throws = " throws Exception" if form == 1 else ""
    return (
        'import java.net.*;\nimport java.net.http.*;\nimport java.util.*;\n\npublic class Main {\n  static String x = "b";\n'
        f"  static String f(String a){throws} {{ return a + x; }}\n"
        f"  public static void main(String[] args){throws} {{\n{body}  }}\n}}\n"
    )


class _Maker(Maker):
    def statement(self) -> str:
        choices, value = self.choices, self.value
        name = choices.one(("x", "z", "y", "this.x", "String v", "var v", "args[0]", "request"))
        forms = (
            f"{name} = {value()};",
            f"x {choices.one(('+', '-', '*'))}= {value()};",
            "z++;",
            f"for (var item : {value()}) {{ x = x + item; }}",
            f"for (int i = 0; i < 3; i++) {{ x += {value()}; }}",
            f"while ({value()}) {{ x = {value()}; break; }}",
            f"try {{ x = {value()}; }} catch (Exception e) {{ x = {value()}; }} finally {{ z = 1; }}",
            f"try (var r = {value()}) {{ x = {value()}; }}",
            f"if ({value()}) {{ x = {value()}; }} else if ({value()}) {{ z = 2; }} else {{ x = {value()}; }}",
            f"switch ({value()}) {{ case 1: x = {value()}; break; default: z = 3; }}",
            "for (int i = 0; i < 9; i++) { x = x + x + x + x + x + x; }",
            f"builder.header({value()}, {value()});",
            f"builder.{choices.one(('uri', 'PUT', 'setHeader', 'headers', 'method'))}({value()}, {value()});",
            f"throw {value()};",
            f"{value()};",
        )
        return choices.one(forms)

    def value(self) -> str:
        choices = self.choices
        with self.form(10) as form:
            if form < 3:
                return choices.one(ODD)
            if form < 5:
                return self.call(choices.one(_STATIC))
            if form < 7:
                return self.call(f"({self.value()}).{choices.one(_METHODS)}")
            if form == 7:
                return f"({self.value()} {choices.one(_OPERATORS)} {self.value()})"
            if form == 8:
                return self.call(f"new {choices.one(_CONSTRUCTORS)}")
            forms: tuple[Callable[[], str], ...] = (
                lambda: f"({self.value()} ? {self.value()} : {self.value()})",
                lambda: f"new Object[] {{{self.value()}, {self.value()}}}",
                lambda: f"list.stream().map(a -> {self.value()}).collect(Collectors.joining({self.value()}))",
                lambda: f"-({self.value()})",
            )
            return choices.one(forms)()
