"""What the names of classes mean in a sample: its imports, its own classes, and those that it does not import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from tree_sitter import Node

from unisono.languages.program.tree import Tree, parts, within
from unisono.languages.reading import Invalid, Missing
from unisono.records import dataclass
from unisono.text.slips import misspelt
from unisono.text.source import Text

_TYPES: Mapping[str, str] = {
    "java.io": """File FileInputStream FileNotFoundException IOException InputStream UncheckedIOException
        UnsupportedEncodingException ByteArrayOutputStream ByteArrayInputStream OutputStream PrintWriter""",
    "java.net": "URI URISyntaxException URLEncoder URL Authenticator PasswordAuthentication CookieManager ProxySelector",
    "java.net.http": "HttpClient HttpRequest HttpResponse HttpHeaders HttpTimeoutException",
    "java.net.http.HttpRequest": "BodyPublishers BodyPublisher",
    "java.net.http.HttpResponse": "BodyHandlers BodyHandler",
    "java.nio.charset": "StandardCharsets Charset",
    "java.nio.file": "Files Path Paths",
    "java.time": "Duration Instant",
    "java.util": """ArrayList Arrays Base64 Collections HashMap LinkedHashMap List Map Objects Optional Random StringJoiner
        TreeMap UUID Collection""",
    "java.util.concurrent": "CompletableFuture ExecutionException Executors TimeUnit",
    "java.util.stream": "Collectors Stream",
}
TYPES: Mapping[str, str] = {name: f"{package}.{name}" for package, names in _TYPES.items() for name in names.split()}
"""The classes of Java's library that samples use and have to import, each with its full name."""

LIBRARIES: Mapping[str, str] = {
    "Gson": "com.google.gson.Gson",
    "GsonBuilder": "com.google.gson.GsonBuilder",
    "JsonParser": "com.google.gson.JsonParser",
    "ObjectMapper": "com.fasterxml.jackson.databind.ObjectMapper",
    "JsonMapper": "com.fasterxml.jackson.databind.json.JsonMapper",
    "JSONArray": "org.json.JSONArray",
    "JSONObject": "org.json.JSONObject",
    "JSONParser": "org.json.simple.parser.JSONParser",
}
"""Classes that programs read and write JSON with, each with the full name of the one that is used most."""

_WITHOUT_IMPORT = tuple(
    """Boolean Character CharSequence Comparable Deprecated Exception FunctionalInterface IllegalArgumentException
    IllegalStateException Integer InterruptedException Iterable NullPointerException NumberFormatException Override Runnable
    RuntimeException String StringBuilder SuppressWarnings System Throwable""".split()  # noqa: SIM905
)
"""The classes of `java.lang` that samples use, and whose names are no other words but for one slip."""

_ORDINARY = frozenset({"Stream", "Random"})
"""Classes whose names are: `Steam`."""

_NAMES = (*(name for name in TYPES if name not in _ORDINARY), *LIBRARIES, *_WITHOUT_IMPORT)
_FULL_NAMES = (*TYPES.values(), *LIBRARIES.values())

CLASSES = frozenset({"class_declaration", "interface_declaration", "record_declaration", "enum_declaration"})


@dataclass
class Names:
    """`single`: classes that are imported by name, with their full names; `packages`: what is imported as a whole; `members`:
    static members, with their classes; `own`: the classes of the sample; `parameters`: those that stand for types in it."""

    single: dict[str, str] = field(default_factory=dict)
    packages: set[str] = field(default_factory=set)
    members: dict[str, str] = field(default_factory=dict)
    wholes: set[str] = field(default_factory=set)
    own: dict[str, Node] = field(default_factory=dict)
    parameters: set[str] = field(default_factory=set)
    _imports: dict[str, Node] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Tree) -> Names:
        """Those of a sample."""
        found = cls()
        for node in within(tree.root):
            if node.type == "import_declaration":
                found._import(tree, node)
            elif node.type == "type_parameter":
                found.parameters |= {tree.written(part) for part in parts(node) if part.type == "type_identifier"}
            elif node.type in CLASSES and (name := node.child_by_field_name("name")) is not None:
                found.own[tree.written(name)] = node
        return found

    def _import(self, tree: Tree, node: Node) -> None:
        full = "".join(tree.written(parts(node)[0]).split())
        is_static = any(child.type == "static" for child in node.children)
        is_whole = any(child.type == "asterisk" for child in node.children)
        outer, _, last = full.rpartition(".")
        if is_static and is_whole:
            self.wholes.add(full.rpartition(".")[2])
        elif is_static:
            self.members[last] = outer.rpartition(".")[2]
        elif is_whole:
            self.packages.add(full)
        else:
            self.single[last] = full
            self._imports[full] = parts(node)[0]

    def foreign(self, name: str) -> str | None:
        """The full name of a class that is imported and is none of Java's library; None where a name is none such."""
        full = self.single.get(name)
        if full is not None and full != TYPES.get(name) and not full.startswith("java.lang."):
            return full
        return None

    def is_imported(self, name: str) -> bool:
        """Whether a class of Java's library, or one of a library for JSON, is known by its name alone."""
        if name in self.single:
            return True
        if name in TYPES:
            return TYPES[name].rpartition(".")[0] in self.packages
        return self._has_others

    @property
    def _has_others(self) -> bool:
        """Whether whole packages are imported that are none of Java's library."""
        return not all(package.startswith("java.") for package in self.packages)

    def misspelt(self, tree: Tree) -> Iterator[Invalid]:
        """The classes and imports that are none of Java's library, but for one slip. Where whole packages of others are
        imported, any name may be a class of them."""
        for full, place in self._imports.items():
            if meant := misspelt(full, _FULL_NAMES):
                yield Invalid(f"cannot find symbol: {full}; write {meant}", tree.text(place).span())
        if self._has_others:
            return
        for node in within(tree.root):
            name = tree.written(node) if node.type in {"type_identifier", "identifier"} else ""
            if not name or _is_free(tree, node) or any(name in known for known in (self.own, self.single, self.parameters)):
                continue
            if not (meant := misspelt(name, _NAMES)):
                continue
            if node.type == "type_identifier" or (name[0].isupper() and _names_class(node) and not _is_variable(tree, name)):
                yield Invalid(f"cannot find symbol: class {name}; write {meant}", tree.text(node).span())

    def lacking(self, tree: Tree) -> Iterator[Missing]:
        """The imports that are missing, in the order in which they are needed."""
        seen: set[str] = set()
        for node in within(tree.root):
            if node.type not in {"type_identifier", "identifier"}:
                continue
            name = tree.written(node)
            full = TYPES.get(name) or LIBRARIES.get(name)
            if full and name not in seen and name not in self.own and not self.is_imported(name) and _names_class(node):
                seen.add(name)
                yield Missing(name, tree.text(node).span(), f"import {full};")


def _is_variable(tree: Tree, name: str) -> bool:
    """Whether a sample has a variable, a constant or the like of that name."""
    declared = (node.child_by_field_name("name") for node in within(tree.root) if node.type in _VARIABLES)
    return any(found is not None and tree.written(found) == name for found in declared)


_VARIABLES = frozenset({"variable_declarator", "formal_parameter", "enhanced_for_statement", "enum_constant"})


def _is_free(tree: Tree, node: Node) -> bool:
    """Whether it is a part of a qualified name of a type that is no class of Java's library: a package (`charset` of
    `java.nio.charset.Charset`), or what a package or a class of others has."""
    around = node.parent
    if around is None or around.type != "scoped_type_identifier" or node.prev_sibling is None:
        return False
    scope = "".join(tree.written(around.named_children[0]).split())
    is_known = scope.startswith(("java.", "javax.")) or scope in TYPES
    return not is_known or tree.written(node)[:1].islower()


def _names_class(node: Node) -> bool:
    """Whether a word is the first name of a class. Asked for few words only: a parent is looked for from the tree's root on."""
    parent = node.parent
    if parent is None:
        return False
    if node.type == "type_identifier":
        outer = parent
        inner = node
        while outer is not None and outer.type == "scoped_type_identifier":
            if outer.named_children[0].id != inner.id:
                return False
            inner, outer = outer, outer.parent  # type: ignore[assignment]  # a type stands in something
        return True
    first = parent.child_by_field_name("object")
    if parent.type in {"method_invocation", "field_access"} and first is not None and first.id == node.id:
        return True
    return parent.type == "method_reference" and parent.children[0].id == node.id


def last_name(text: Text) -> str:
    """The last part of a class's name, without its parameters."""
    return text.value.partition("<")[0].strip().rpartition(".")[2].strip()
