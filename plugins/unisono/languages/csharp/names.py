"""Names of types and namespaces that the compiler does not find, as they are misspelt."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.program.tree import Tree, parts, within
from unisono.languages.reading import Invalid
from unisono.text.slips import is_one_slip, misspelt

_NAMESPACES = tuple(
    """System System.Collections System.Collections.Generic System.Collections.Specialized System.Diagnostics
    System.Globalization System.IO System.Linq System.Net System.Net.Http System.Net.Http.Headers System.Net.Http.Json
    System.Net.Mime System.Security.Authentication System.Security.Cryptography System.Text System.Text.Json
    System.Text.Json.Nodes System.Text.Json.Serialization System.Text.RegularExpressions System.Threading
    System.Threading.Tasks System.Web Newtonsoft.Json Newtonsoft.Json.Linq Newtonsoft.Json.Serialization""".split()  # noqa: SIM905
)
"""The namespaces that samples use."""

_TYPES = tuple(
    """ArgumentException AuthenticationHeaderValue Boolean ByteArrayContent CancellationToken CancellationTokenSource Console
    CookieContainer DateTime DateTimeOffset Dictionary Encoding Enumerable Environment Exception FileStream
    FormUrlEncodedContent HttpClient HttpClientHandler HttpContent HttpMethod HttpRequestException HttpRequestMessage
    HttpResponseMessage HttpStatusCode HttpUtility IDictionary IEnumerable JObject JsonArray JsonContent JsonConvert
    JsonDocument JsonElement JsonException JsonIgnoreCondition JsonNamingPolicy JsonNode JsonObject JsonPropertyName
    JsonSerializer JsonSerializerOptions JsonValue KeyValuePair MediaTypeHeaderValue MediaTypeNames
    MediaTypeWithQualityHeaderValue MemoryStream MultipartFormDataContent NetworkCredential SecurityProtocolType
    ServicePointManager SocketsHttpHandler StreamContent StreamReader String StringBuilder StringContent
    StringComparison TimeSpan UriBuilder UriKind ValueTask WebUtility""".split()  # noqa: SIM905
)
"""The types of .NET and of Newtonsoft.Json that samples use, and whose names are no other words but for one slip."""

_OTHERS = frozenset({"Object", "HttpContext"})
"""Types of .NET whose names are but for one letter those of others."""


_USES = frozenset({"member_access_expression", "member_binding_expression", "qualified_name"})
"""What has a name that is declared elsewhere."""


def misspelt_name(tree: Tree) -> Invalid | None:
    """The first name of a type or a namespace that is none but for one slip; None where there is no such name."""
    nodes = list(within(tree.root))
    named = (node for node in nodes if node.type not in _USES)
    own = {tree.written(name) for node in named if (name := node.child_by_field_name("name")) is not None}
    for node in nodes:
        if node.type == "using_directive" and (full := tree.written(parts(node)[-1])) not in own:
            if meant := misspelt(full, _NAMESPACES):
                return Invalid(
                    f"the namespace '{full}' is not found (CS0246); write {meant}", tree.text(parts(node)[-1]).span()
                )
        elif node.type == "identifier" and (written := tree.written(node)) not in own and (meant := _meant(node, written)):
            return Invalid(f"the type '{written}' is not found (CS0246); write {meant}", tree.text(node).span())
    return None


def _meant(node: Node, name: str) -> str | None:
    """What a name should be that stands where a type does."""
    meant, is_var = misspelt(name, _TYPES), is_one_slip(name, "var")
    parent = node.parent if meant or is_var else None  # for few words: it is looked for from the tree's root on
    if parent is None:
        return None
    is_type = node == parent.child_by_field_name("type")
    if is_type and parent.type == "variable_declaration" and is_var:
        return "var"
    is_argument = parent.type in {"generic_name", "type_argument_list", "array_type", "nullable_type"}
    is_holder = parent.type == "member_access_expression" and node == parent.child_by_field_name("expression")
    if name in _OTHERS or not (is_type or is_argument or (is_holder and name[0].isupper())):
        return None
    is_prefixed = meant is not None and name[1:] == meant and name[0].isupper()  # an interface of one's own: `IHttpClient`
    return None if is_prefixed else meant
