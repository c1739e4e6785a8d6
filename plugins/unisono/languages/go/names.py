"""What the compiler refuses of names before anything runs: unknown ones, ones that nothing uses, imports.

"Declarations and scope" and "Implementation restriction" of the specification; what it says is what `go build` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from tree_sitter import Node

from unisono.languages.go.types import PREDECLARED
from unisono.languages.program.tree import Tree, parts, within
from unisono.languages.reading import Invalid, Missing, Unsupported
from unisono.records import dataclass
from unisono.text.slips import is_one_slip

_BUILT_IN = (
    frozenset(
        """true false nil iota append cap close complex copy delete imag len make new panic print println real recover min max
    clear""".split()  # noqa: SIM905
    )
    | PREDECLARED.keys()
)

STANDARD = {
    path.rpartition("/")[2]: path
    for path in """bufio bytes context crypto/hmac crypto/md5 crypto/sha1 crypto/sha256 crypto/sha512
    crypto/tls crypto/x509 encoding/base64
    encoding/hex encoding/json encoding/xml errors fmt io io/ioutil log math mime mime/multipart net net/http
    net/http/cookiejar net/http/httptrace net/http/httputil net/textproto net/url os path path/filepath regexp sort strconv
    strings sync time""".split()  # noqa: SIM905
}
"""Packages of the standard library that samples use, by their names."""


_EXPORTED = {
    package: sorted(names.split())
    for package, names in {
        "fmt": """Append Appendf Appendln Errorf FormatString Formatter Fprint Fprintf Fprintln Fscan Fscanf Fscanln GoStringer
            Print Printf Println Scan ScanState Scanf Scanln Scanner Sprint Sprintf Sprintln Sscan Sscanf Sscanln State
            Stringer""",
        "log": """Default Fatal Fatalf Fatalln Flags LUTC Ldate Llongfile Lmicroseconds Lmsgprefix Logger Lshortfile LstdFlags
            Ltime New Output Panic Panicf Panicln Prefix Print Printf Println SetFlags SetOutput SetPrefix Writer""",
    }.items()
}
"""All that `fmt` and `log` have: what is shown is not followed, but for a slip the program does not compile."""


@dataclass(slots=True, eq=False)
class _Name:
    node: Node
    variable: bool
    used: bool = False


@dataclass(slots=True)
class Names:
    """Reads all names of a file. `imports`: the paths by name; `missing`: packages that are used and not imported, each with
    the node that uses it first; `refused`: what the compiler says first of anything else, and `foreign`: whether a name may be
    that of a package whose own name nobody has looked up."""

    tree: Tree
    given: frozenset[str]
    imports: dict[str, str] = field(default_factory=dict)
    missing: dict[str, Node] = field(default_factory=dict)
    refused: list[Invalid] = field(default_factory=list)
    foreign: bool = False
    _scopes: list[dict[str, _Name]] = field(default_factory=list)
    _imported: dict[str, _Name] = field(default_factory=dict)
    _depth: int = 0

    def read(self) -> None:
        root = self.tree.root
        self._import(root)
        self.imports |= {STANDARD_NAMES[path]: path for path in self.given}
        self._scopes.append({})
        for node in parts(root):
            self._declared_ahead(node)
        self._scopes.append({})  # of statements without a function around them: the excerpt goes on, so no use is asked of it
        for node in parts(root):
            self._visit(node)
        for name in self._imported.values():
            if not name.used:
                written = self.tree.written(name.node)
                self._refuse(f"{written} imported and not used; take the import out", name.node)

    def _import(self, root: Node) -> None:
        for spec in (found for found in within(root) if found.type == "import_spec"):
            path_node, name_node = spec.child_by_field_name("path"), spec.child_by_field_name("name")
            path = self.tree.written(path_node)[1:-1] if path_node is not None else ""
            name = self.tree.written(name_node) if name_node is not None else path.rpartition("/")[2]
            if name in {"_", ".", "C"}:
                self.foreign |= name != "_"
                continue
            if "." in path.partition("/")[0] and name_node is None:
                self.foreign = True  # `gopkg.in/yaml.v3` is the package yaml
            else:
                self._imported[name] = _Name(path_node or spec, variable=False)
            self.imports[name] = path

    def _declared_ahead(self, node: Node) -> None:
        """The names of a package, which may be used above their declaration."""
        kinds = {"function_declaration": "name", "type_spec": "name", "type_alias": "name"}
        if node.type == "function_declaration":
            self._declare(node.child_by_field_name("name"), variable=False)
        elif node.type in {"type_declaration", "var_declaration", "const_declaration"}:
            for spec in within(node):
                if spec.type in kinds:
                    self._declare(spec.child_by_field_name("name"), variable=False)
                elif spec.type in {"var_spec", "const_spec"}:
                    for name in spec.children_by_field_name("name"):
                        self._declare(name, variable=False)

    def _declare(self, node: Node | None, *, variable: bool) -> None:
        if node is not None and node.type in {"identifier", "type_identifier"} and (name := self.tree.written(node)) != "_":
            self._scopes[-1][name] = _Name(node, variable)

    def _refuse(self, reason: str, node: Node) -> None:
        self.refused.append(Invalid(reason, self.tree.text(node).span()))

    def _find(self, name: str) -> _Name | None:
        return next((scope[name] for scope in reversed(self._scopes) if name in scope), None)

    def _use(self, node: Node) -> None:
        name = self.tree.written(node)
        if found := self._find(name):
            found.used = True
        elif name in self._imported:
            self._imported[name].used = True
        elif name not in self.imports and name not in _BUILT_IN and name != "_":
            self._unknown(node)

    def _unknown(self, node: Node) -> None:
        name, parent = self.tree.written(node), node.parent
        as_package = parent is not None and (node.type == "package_identifier" or parent.type == "selector_expression")
        if as_package and name in STANDARD:
            self.missing.setdefault(name, node)
        elif not self.foreign:
            self._refuse(f"undefined: {name}", node)

    def _in_scope(self, nodes: Iterator[Node] | list[Node], *, asks: bool = True) -> None:
        self._scopes.append({})
        for node in nodes:
            self._visit(node)
        self._leave(asks=asks)

    def _leave(self, *, asks: bool) -> None:
        for name in self._scopes.pop().values():
            if asks and name.variable and not name.used:
                written = self.tree.written(name.node)
                self._refuse(f"declared and not used: {written}; use it, or write _ for its name", name.node)

    def _visit(self, node: Node) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unsupported("code that is nested very deeply", self.tree.text(node).span())
        handler = _HANDLERS.get(node.type)
        if handler is not None:
            handler(self, node)
        else:
            for child in parts(node):
                self._visit(child)
        self._depth -= 1

    def _identifier(self, node: Node) -> None:
        self._use(node)

    def _skip(self, node: Node) -> None:
        """Names that are looked up nowhere."""

    def _block(self, node: Node) -> None:
        self._in_scope(parts(node))

    def _first(self, node: Node) -> None:
        """What stands before the dot: only that is looked up here, and what a package that shows text has."""
        holder = parts(node)[0]
        self._visit(holder)
        member, package = parts(node)[-1], self.tree.written(holder)
        exported = _EXPORTED.get(self.imports.get(package, "")) if self._find(package) is None else None
        name = self.tree.written(member)
        if exported and name not in exported and (meant := [one for one in exported if is_one_slip(name, one)]):
            self._refuse(f"undefined: {package}.{name}; write {package}.{meant[0]}", member)

    def _function(self, node: Node) -> None:
        """Parameters and results are of the block of the body, and need not be used. Their types are of what is around it."""
        self._scopes.append({})
        self._type_parameters(node)
        lists = [node.child_by_field_name(part) for part in ("receiver", "parameters", "result")]
        given = [found for found in lists if found is not None]
        for found in given:
            self._function_type(found)
        for parameter in (inner for found in given for inner in parts(found)):
            if parameter.type in {"parameter_declaration", "variadic_parameter_declaration"}:
                for name in parameter.children_by_field_name("name"):
                    self._declare(name, variable=False)
        if (body := node.child_by_field_name("body")) is not None:
            for statement in parts(body):
                self._visit(statement)
        self._leave(asks=True)

    def _type_parameters(self, node: Node) -> None:
        """Those of a generic function or type, and what they may be."""
        found = node.child_by_field_name("type_parameters")
        for parameter in parts(found) if found is not None else []:
            for name in parameter.children_by_field_name("name"):
                if name.type == "identifier":
                    self._scopes[-1][self.tree.written(name)] = _Name(name, variable=False)
        if found is not None:
            self._function_type(found)

    def _function_type(self, node: Node) -> None:
        """The names of types and packages in it; a parameter's own is looked up nowhere."""
        for found in within(node):
            of_package = found.parent is not None and found.parent.type == "qualified_type"
            if found.type == "qualified_type" or (found.type == "type_identifier" and not of_package):
                self._visit(found)

    def _short(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if right is not None:
            self._visit(right)
        names = [name for name in parts(left) if name.type == "identifier"] if left is not None else []
        new = [name for name in names if self.tree.written(name) not in {*self._scopes[-1], "_"}]
        if names and not new and len(self._scopes) > 1:
            self._refuse("no new variables on left side of :=; write = instead", node)
        for name in new:
            self._declare(name, variable=True)

    def _variable(self, node: Node) -> None:
        names = node.children_by_field_name("name")
        for child in parts(node):
            if child not in names:
                self._visit(child)
        if len(self._scopes) == 2 and node.parent is not None and self._find(self.tree.written(names[0])):
            return  # the package's own
        for name in names:
            self._declare(name, variable=node.type == "var_spec")

    def _type(self, node: Node) -> None:
        name, of = node.child_by_field_name("name"), node.child_by_field_name("type")
        if len(self._scopes) > 2:
            self._declare(name, variable=False)
        self._scopes.append({})
        self._type_parameters(node)
        if of is not None:
            self._visit(of)
        self._scopes.pop()

    def _received(self, node: Node) -> None:
        """`value := <-channel`"""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if right is not None:
            self._visit(right)
        for name in parts(left) if left is not None else []:
            if any(child.type == ":=" for child in node.children):
                self._declare(name, variable=True)
            else:
                self._visit(name)

    def _range(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if right is not None:
            self._visit(right)
        declares = any(child.type == ":=" for child in node.children)
        for name in parts(left) if left is not None else []:
            if declares:
                self._declare(name, variable=True)
            else:
                self._visit(name)

    def _assignment(self, node: Node) -> None:
        """`x = 1` is no use of x, and `x += 1` is one."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if right is not None:
            self._visit(right)
        for target in parts(left) if left is not None else []:
            known = target.type == "identifier" and self._find(self.tree.written(target)) is not None
            if not (known and operator is not None and operator.type == "="):
                self._visit(target)

    def _keyed(self, node: Node) -> None:
        """A key that is a name is that of a field, or a variable."""
        key, value = node.child_by_field_name("key"), node.child_by_field_name("value")
        if key is not None and parts(key)[0].type == "identifier":
            if found := self._find(self.tree.written(parts(key)[0])):
                found.used = True
        elif key is not None:
            self._visit(key)
        if value is not None:
            self._visit(value)

    def _type_switch(self, node: Node) -> None:
        """Its variable is another one in each case; which of them are used is not asked."""
        self._scopes.append({})
        alias = node.child_by_field_name("alias")
        outside = [node.child_by_field_name("initializer"), node.child_by_field_name("value")]
        for child in outside:
            if child is not None:
                self._visit(child)
        self._scopes.append({})
        for name in parts(alias) if alias is not None else []:
            self._declare(name, variable=False)
        for child in parts(node):
            if child not in {alias, *outside}:
                self._visit(child)
        self._scopes.pop()
        self._leave(asks=True)


_DEEPEST = 300
STANDARD_NAMES = {path: name for name, path in STANDARD.items()}

_HANDLERS = {
    "identifier": Names._identifier,
    "type_identifier": Names._identifier,
    "package_identifier": Names._identifier,
    "field_identifier": Names._skip,
    "label_name": Names._skip,
    "package_clause": Names._skip,
    "import_declaration": Names._skip,
    "selector_expression": Names._first,
    "qualified_type": Names._first,
    "block": Names._block,
    "if_statement": Names._block,
    "for_statement": Names._block,
    "expression_switch_statement": Names._block,
    "expression_case": Names._block,
    "default_case": Names._block,
    "type_case": Names._block,
    "communication_case": Names._block,
    "type_switch_statement": Names._type_switch,
    "function_declaration": Names._function,
    "method_declaration": Names._function,
    "func_literal": Names._function,
    "function_type": Names._function_type,
    "method_elem": Names._function_type,
    "short_var_declaration": Names._short,
    "var_spec": Names._variable,
    "const_spec": Names._variable,
    "type_spec": Names._type,
    "type_alias": Names._type,
    "range_clause": Names._range,
    "receive_statement": Names._received,
    "assignment_statement": Names._assignment,
    "keyed_element": Names._keyed,
}


def misses(names: Names) -> tuple[Missing, ...]:
    """What to import, in the order of the alphabet, as `gofmt` has imports."""
    found = sorted(names.missing.items(), key=lambda item: STANDARD[item[0]])
    return tuple(Missing(name, names.tree.text(node).span(), f'import "{STANDARD[name]}"') for name, node in found)
