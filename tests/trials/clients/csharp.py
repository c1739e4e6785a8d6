"""How C# samples run: compiled by mono's `mcs` and run by mono, whose `HttpClient` is that of .NET Core 3, through a proxy.

`mcs` knows C# 7: `using var`, raw string literals, nullable types and `new(…)` are written in older words before it compiles
them. JsonSerializer, which mono has not, is in `shim/csharp.cs`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from trials.own import BASE, TOKEN, URL
from trials.running import Batch, Ended, Job, run_batch_command, run_command
from unisono.languages.reading import Uncalled

PROGRAMS = ("mcs", "mono")
_SHIM = Path(__file__).parents[1] / "shim" / "csharp.cs"
ENVIRONMENT = {
    "http_proxy": "http://127.0.0.1:{port}",
    "https_proxy": "http://127.0.0.1:{port}",
    "UNISONO_CERTIFICATE": "{certificate}",
}
_PROGRAM = """using var client = new HttpClient();
{0}
using var response = await client.SendAsync(request);
"""
PLACES = {
    "plain": _PROGRAM.format(
        f"""using var request = new HttpRequestMessage(HttpMethod.Get, "{URL}");
request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "{TOKEN}");"""
    ),
    "verbatim": _PROGRAM.format(
        f"""using var request = new HttpRequestMessage(HttpMethod.Get, @"{URL}");
request.Headers.Add("X-Api-Key", @"{TOKEN}");"""
    ),
    "names": _PROGRAM.format(
        f"""const string host = "{BASE}";
string token = "{TOKEN}", id = "1";
using var request = new HttpRequestMessage(HttpMethod.Get, $"{{host}}/a/{{id}}/");
request.Headers.Add("X-Api-Key", $@"{{token}}");"""
    ),
    "interpolated": _PROGRAM.format(
        f"""using var request = new HttpRequestMessage(HttpMethod.Get, $"{URL}");
request.Headers.Add("X-Api-Key", $@"{TOKEN}");"""
    ),
    "templates": _PROGRAM.format(
        f"""var url = string.Format("{BASE}/a/{{0}}/", "1");
using var request = new HttpRequestMessage(HttpMethod.Get, url);
request.Headers.TryAddWithoutValidation("Authorization", string.Format("Bearer {{0}}", "{TOKEN}"));"""
    ),
}
BEYOND = re.compile(
    r"\bRequestHeaderEncodingSelector\b|\bHttpRequestMessage\([^\n]*(?i:%2[1789A]|%3A)"
    r'|\bTryAddWithoutValidation\("Accept[^\n]*;q='
)
"""What mono's libraries have not, escapes of the characters that its `Uri` does not take for reserved, as .NET does, and the
quality in a field, which .NET sends as it is written, and mono behind a space."""
REFUSED = "(?i).*%E2%80%(?:8[EF]|A[A-E])"
DECODED = re.compile(r"%2[1789A]|%3A")
"""Escapes that mono's `Uri` decodes, as it does not take their characters for reserved."""

DEVIATIONS = {
    "field-in-utf8.cs": "mono's SocketsHttpHandler has no RequestHeaderEncodingSelector",
    "fragment.cs": "mono's client sends the fragment as well, as .NET Core 2 did",
    "json-of-dotnet.cs": "mono has no System.Net.Http.Json, and no classes behind statements",
    "json-objects.cs": "mono has no System.Text.Json",
    "json-objects-of-newtonsoft.cs": "Json.NET is no part of mono",
    "json-of-newtonsoft.cs": "Json.NET is no part of mono",
    "multipart.cs": "a part's fields are in another order, and its names without quotation marks, which means the same",
    "token-of-the-answer.cs": "mono has no JsonDocument",
    "urls.cs": "mono's Uri takes what RFC 3986 reserves for needlessly encoded",
}

_REFERENCES = ("System.Net.Http.dll", "System.Core.dll", "System.dll")
_USINGS = re.compile(r"(?m)^\s*using [\w.]+;[ \t]*\n?")
_OTHERS = r'(?:@\$?|\$@)"(?:[^"]|"")*"|(?<!")"(?!"")(?:\\.|[^"\\\n])*"'
_RAW = re.compile(_OTHERS + r'|(\$*)("{3,})\r?\n(.*?)\r?\n([ \t]*)\2|(\$*)("{3,})(.*?)\6', re.DOTALL)


def needs(_code: str) -> list[str]:
    return [*PROGRAMS]


_CALLS = "\n// the calls\n"
_CALLED = """
public static async Task Main(string[] unused) {
    var all = System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic
        | System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Instance;
    Func<System.Reflection.MethodBase, object[]> given = of => of.GetParameters().Select(one => one.HasDefaultValue
        ? one.DefaultValue : one.ParameterType == typeof(string) ? "a" : one.ParameterType == typeof(int) ? (object) 7 : null)
        .ToArray();
    foreach (var name in new[] { %s }) {
        var of = typeof(Calls).Assembly.GetTypes().First(one => one.Name == name.Split('.')[0]);
        var method = of.GetMethod(name.Split('.')[1], all);
        var maker = of.GetConstructors(all).FirstOrDefault(one => !one.IsStatic);
        var made = method.IsStatic ? null : maker.Invoke(given(maker));
        foreach (var property in made == null ? new System.Reflection.PropertyInfo[0] : of.GetProperties(all)) {
            if (property.CanWrite && property.GetValue(made) == null && property.PropertyType == typeof(string)) {
                property.SetValue(made, "a");
            }
        }
        if (method.Invoke(made, given(method)) is Task task) { await task; }
    }
}
"""
"""What begins a program: calls methods by their names, with values of their types."""


def called(functions: Sequence[Uncalled], code: str) -> str:
    """A class that calls methods; around those that are in none, too."""
    own = re.search(r"\b(?:class|struct) \w+", code) is not None
    names = ", ".join(f'"{one.name if own else f"Calls.{one.name}"}"' for one in functions)
    return f"{_CALLS}{'class Calls {' if own else ''}{_CALLED % names}}}\n"


def _with_calls(code: str) -> str:
    sample, mark, calls = code.partition(_CALLS)
    if not mark:
        return code
    sample = re.sub(r"\bMain\(", "Before(", sample)
    return sample + calls if calls.startswith("class") else f"class Calls {{\n{sample}{calls}"


def run(job: Job) -> Ended:
    program = job.cwd / "sample.exe"
    if said := _compiled([_with_calls(job.code)], program, job.cwd):
        return Ended(1, said)
    settings = _trusting(job.environment["UNISONO_CERTIFICATE"], job.cwd / "settings")
    return run_command(["mono", str(program)], replace(job, own={**job.own, **settings}))


def run_batch(batch: Batch) -> str:
    program = batch.inputs / "samples.exe"
    if said := _compiled(batch.codes, program, batch.inputs):
        return said
    settings = _trusting(batch.environment["UNISONO_CERTIFICATE"], batch.inputs / "settings")
    return run_batch_command(["mono", str(program)], replace(batch, environment={**batch.environment, **settings}))


def _trusting(certificate: str, settings: Path) -> Mapping[str, str]:
    """The variables of a user who trusts a certificate, which mono looks for by the hash that OpenSSL names it by."""
    command = ["openssl", "x509", "-hash", "-noout", "-in", certificate]
    digest = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    folder = settings / ".mono" / "new-certs" / "Trust"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(certificate, folder / f"{digest}.0")
    return {"XDG_CONFIG_HOME": str(settings)}


def _compiled(codes: Sequence[str], program: Path, folder: Path) -> str:
    """What the compiler says; nothing where all is well."""
    source = folder / "samples.cs"
    source.write_text("\n".join([*map(_wrapped, range(len(codes)), codes), _runner(len(codes))]), encoding="utf-8")
    done = subprocess.run(
        ["mcs", "-langversion:latest", "-nowarn:0028,0168,0219,0414,1998,4014", f"-out:{program}"]
        + [f"-r:{name}" for name in _REFERENCES]
        + [str(_SHIM), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr + done.stdout if done.returncode else ""


def _wrapped(number: int, code: str) -> str:
    """A sample in a namespace of its own, in which names are looked up in the shim's before .NET's."""
    code = _older(code)
    usings = "".join(sorted(set(_USINGS.findall(code))))
    code = _USINGS.sub("", code)
    if not re.search(r"\bMain\(", code):
        code = f"class Sample {{ public static async Task Main(string[] args) {{\n{code}\n}} }}"
    ordinary = "System System.Collections.Generic System.IO System.Linq System.Net System.Net.Http System.Text"
    ordinary += " System.Net.Http.Headers System.Text.Json System.Threading.Tasks"
    named = "".join(f"using {name}; " for name in ordinary.split() if f"using {name};" not in usings)
    return f"namespace Trial.Number{number} {{ {named}{usings}\n{code}\n}}"


def _older(code: str) -> str:
    """The sample in the words of C# 7."""
    code = _RAW.sub(_verbatim, code)
    code = re.sub(r"\busing (?=(?:var|\w+) \w+ =)", "", code)
    code = re.sub(r"\b(string|object)\?", r"\1", code)
    return re.sub(r"(?m)^(\s+)new\(", r"\1new KeyValuePair<string, string>(", code)


def _verbatim(found: re.Match[str]) -> str:
    """A raw string literal as one with `@`; the others as they are."""
    if not (found[2] or found[6]):
        return found[0]
    dollars, body, indent = (found[1], found[3], found[4]) if found[2] else (found[5], found[7], "")
    lines = [line.removeprefix(indent) if line.strip() else line[len(indent) :] for line in body.split("\n")]
    text = "\n".join(lines).replace('"', '""')
    if not dollars:
        return f'@"{text}"'
    hole = re.compile(r"(?<!\{)" + r"\{" * len(dollars) + r"(\w+)" + r"\}" * len(dollars) + r"(?!\})")
    pieces = hole.split(text)
    return (
        '$@"'
        + "".join(
            f"{{{piece}}}" if number % 2 else re.sub(r"[{}]", r"\g<0>\g<0>", piece) for number, piece in enumerate(pieces)
        )
        + '"'
    )


def _runner(count: int) -> str:
    """The program: one sample after the other."""
    calls = "".join(f"Run(typeof(Trial.Number{number}.Marker));" for number in range(count))
    markers = "".join(f"namespace Trial.Number{number} {{ class Marker {{ }} }}\n" for number in range(count))
    return f"{markers}class Runner : Trial.Running {{ static void Main() {{ {calls} System.Environment.Exit(Failed); }} }}"
