"""Reading a PowerShell sample: the whole way from its text to the requests that it sends."""

from __future__ import annotations

from unisono.languages.powershell import GRAMMARS
from unisono.languages.powershell.environment import powershell_program
from unisono.languages.powershell.strings import BEGINNING_PARAMETER
from unisono.languages.powershell.uncalled import call_uncalled
from unisono.languages.program.reading import reader
from unisono.languages.program.run import Exit, Jump, Return
from unisono.languages.program.tree import Tree, parser, parts, within
from unisono.languages.reading import Invalid, Reading, SampleError, Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.text.typography import CHARACTER


@reader
def read(code: Text) -> Reading:
    """What the sample sends when PowerShell 7.4 runs it."""
    tree = Tree(_with_quoted_lists(code), parser(GRAMMARS[0]))
    if refused := _fault(tree):
        raise refused
    powershell = powershell_program(tree)
    try:
        for node in parts(tree.root):
            powershell.evaluate(node)
    except (Exit, Return, Jump):
        pass  # either ends a script
    uncalled = call_uncalled(powershell)
    if powershell.requests:
        return powershell.reading(uncalled)
    raise Invalid("no request is sent", code.span())


def _with_quoted_lists(code: Text) -> Text:
    """The code with quotation marks around the words of lists such as `Select-Object id, name`, which the grammar does not take
    without them. Only those of commands to which an answer is handed, where they are names of its properties: a text may have
    such words, too (`select id, name from orders`)."""
    parts: list[Text] = []
    done = 0
    for found in _ARRANGING.finditer(code.known):
        own = code.slice(*found.span())
        parts += [code.slice(done, found.start()), own.sub(_LISTED, lambda word: f"'{word[0]}'")]
        done = found.end()
    return Text.join([*parts, code.slice(done, len(code))]) if parts else code


_ARRANGING = regex(
    r"(?i)\|\s*(?:(?:select|sort|group|measure)-object|format-(?:table|list)|select|ft|fl)[ \t]"
    r"[^|;\r\n{}@(),]*+,[^|;\r\n{}@()]*+"
)
_LISTED = regex(r"(?<![\w$'\"@.-])[A-Za-z_]\w*(?=[ \t]*,)|(?<=,)[A-Za-z_]\w*|(?<=,[ \t])[A-Za-z_]\w*")


def _fault(tree: Tree) -> SampleError | None:
    """Where and why PowerShell refuses the script, or it is not understood; None where all is well."""
    for node in within(tree.root):
        if node.type in _BARE and CHARACTER.search(tree.written(node)):
            return Unsupported("typographic marks, which PowerShell takes for plain ones", tree.text(node).span())
        if node.type == "command_argument_sep" and _EMPTY_LINE.match(tree.written(node)):
            return _not_carried_on(tree) or Unsupported("an empty line behind a `", tree.text(node).span())
    broken = tree.error()
    if broken is None:
        return None
    place = tree.text(broken)
    if url := _AMPERSAND.search(tree.code.known):
        text = tree.code.slice(*url.span(1))
        return Invalid("an & outside of quotation marks ends the command; put the URL in quotation marks", text.span())
    if said := _not_carried_on(tree):
        return said
    if broken.is_missing and broken.type in {"}", ")", "]"}:
        return Invalid(f"ParserError: the closing '{broken.type}' is missing", place.span())
    return Unsupported("code that is no PowerShell as far as it is understood", place.span())


def _not_carried_on(tree: Tree) -> Invalid | None:
    """The parameter with which a line begins though the command has ended before it (`about_Parsing`, "Line continuation")."""
    found = next((found for found in BEGINNING_PARAMETER.finditer(tree.code.known) if found[1]), None)
    if found is None:
        return None
    said = "ParserError: the line before ends the command; end it with a `, without a blank behind it"
    return Invalid(said, tree.code.slice(*found.span(1)).span())


_EMPTY_LINE = regex(r"[ \t]*`\r?\n[ \t]*(?:#[^\n]*)?\r?\n")
_BARE = frozenset({"generic_token", "command_name", "command_parameter", "path_command_name", "simple_name", "ERROR"})
_AMPERSAND = regex(r"(?m)^[^'\"#\n]*[ \t]https?://[^\s'\"&]*(&)")
