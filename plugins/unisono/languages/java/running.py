"""How Java samples run: as one file, which Java compiles and runs; it trusts a store of keys that is made before."""

from __future__ import annotations

from unisono.languages.running import Recipe

_COMMAND = (
    "keytool -importcert -noprompt -alias recorder -file '{certificate}' -keystore .trusted -storepass changeit"
    " >/dev/null 2>&1 || exit 1; exec java -Djavax.net.ssl.trustStore=.trusted -Djavax.net.ssl.trustStorePassword=changeit"
    " -XX:TieredStopAtLevel=1 Sample.java"
)
_NEEDS = {"java": ("java", "--version"), "javac": ("javac", "--version"), "keytool": ("keytool", "-help")}


def recipe(code: str) -> Recipe:
    """Nothing redirects it where names of hosts cannot be its own."""
    return Recipe(_NEEDS, ("sh", "-c", _COMMAND), {"Sample.java": code})
