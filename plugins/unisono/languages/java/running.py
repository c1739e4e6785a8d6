"""How Java samples run: as one file, which Java compiles and runs; it trusts a store of keys that is made before."""

from __future__ import annotations

from collections.abc import Sequence

from unisono.languages.reading import Uncalled
from unisono.languages.running import Recipe
from unisono.text.regex import regex

_COMMAND = (
    "keytool -importcert -noprompt -alias recorder -file '{certificate}' -keystore .trusted -storepass changeit"
    " >/dev/null 2>&1 || exit 1; exec java -Djavax.net.ssl.trustStore=.trusted -Djavax.net.ssl.trustStorePassword=changeit"
    " -XX:TieredStopAtLevel=1 Sample.java"
)
_NEEDS = {"java": ("java", "--version"), "javac": ("javac", "--version"), "keytool": ("keytool", "-help")}

_CALLS = "\n// the calls\n"
_BODY = regex(r"(?m)^(?:public |final )*class (\w+)[^{]*\{")
_CALLED = """
  public static void main(String[] unused) throws Exception {
    for (String name : new String[] {%s}) {
      Class<?> of = Class.forName(name.substring(0, name.indexOf(".")));
      for (var method : of.getDeclaredMethods()) {
        if (method.getName().equals(name.substring(name.indexOf(".") + 1))) {
          var constructor = of.getDeclaredConstructors()[0];
          boolean isStatic = java.lang.reflect.Modifier.isStatic(method.getModifiers());
          var answer = method.invoke(isStatic ? null : constructor.newInstance(given(constructor)), given(method));
          if (answer instanceof java.util.concurrent.CompletableFuture<?> later) {
            later.join();
          }
        }
      }
    }
  }

  private static Object[] given(java.lang.reflect.Executable of) {
    of.setAccessible(true);
    return java.util.Arrays.stream(of.getParameterTypes())
        .map(type -> type == int.class ? (Object) 7 : type == String.class ? "a" : null)
        .toArray();
  }
"""
"""What begins a program: calls methods by their names, with values of their types."""


def called(functions: Sequence[Uncalled], code: str) -> str:
    """The names of what is to be called; one without a class is of `Main`."""
    del code
    names = (one.name if "." in one.name else f"Main.{one.name}" for one in functions)
    return _CALLS + ", ".join(f'"{name}"' for name in names)


def with_calls(code: str) -> str:
    """A sample with what calls its methods, in its first class."""
    code, _, names = code.partition(_CALLS)
    code = code.replace(" main(String", " before(String") if names else code
    return _BODY.sub(lambda found: found[0] + _CALLED % names, code, count=1) if names else code


def recipe(code: str) -> Recipe:
    """Nothing redirects it where names of hosts cannot be its own."""
    return Recipe(_NEEDS, ("sh", "-c", _COMMAND), {"Sample.java": with_calls(code)})
