"""The names of programming languages, as info strings and titles have them, whether or not a reader knows them."""

from __future__ import annotations

SHELLS = frozenset("bash sh shell zsh console shell-session terminal powershell ps1 bat cmd batch".split())  # noqa: SIM905
"""Info strings of shells, whose code is as often what prepares a request."""

PROGRAMS = SHELLS | frozenset(
    """ruby rb python python3 py pycon php java kotlin kt scala groovy clojure go golang rust rs swift objective-c objectivec
    objc c cpp c++ csharp cs c# vb vbnet fsharp dart elixir ex erlang perl pl r lua julia haskell hs ocaml nim crystal node
    nodejs typescript ts jsx tsx coffeescript coffee""".split()  # noqa: SIM905
)
"""Info strings of programming languages but JavaScript, which authors write JSON as, too."""

NAMES = (PROGRAMS - SHELLS) | {"javascript", "js", "objective c", "visual basic", "vb.net", ".net", "f#", "delphi", "matlab"}
"""What titles call programming languages, in lower case."""
