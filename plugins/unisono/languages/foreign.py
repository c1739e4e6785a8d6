"""Clients whose samples are recognised and not understood: each by marks that its code shows.

What shows one is a sample that nobody has read, and is reported and counted as that.
"""

from __future__ import annotations

import re

from unisono.text.regex import regex

_METHODS = "get|post|put|patch|delete|head|options"

_MARKS: tuple[tuple[str, str], ...] = (
    ("HTTP message", r"\A\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+https?://\S+[ \t]*$"),
    ("aiohttp", r"\baiohttp\b"),
    (
        "urllib",
        r"\burllib[23]?(?:\.request)?\.(?:urlopen|Request|PoolManager|request)\b|\bfrom[ \t]+urllib\.request[ \t]+import\b",
    ),
    ("http.client", r"(?<![\w.])(?:http\.client|httplib2?)\b"),
    ("pycurl", r"\bpycurl\b"),
    ("jQuery", r"(?:\$|\bjQuery)\.(?:ajax|get|post|getJSON)[ \t]*\("),
    ("XMLHttpRequest", r"\bXMLHttpRequest\b"),
    ("got", r"""\bgot(?:\.\w+)?\(|['"]got['"]"""),
    ("superagent", r"\bsuperagent\b"),
    ("ky", r"""\bky\.(?:""" + _METHODS + r""")\(|['"]ky['"]"""),
    ("request", r"""require\(['"]request(?:-promise(?:-native)?)?['"]\)"""),
    ("undici", r"""['"]undici['"]"""),
    ("needle", r"""['"]needle['"]"""),
    ("node-libcurl", r"""['"]node-libcurl['"]"""),
    ("ReadMe's API", r"""require\(['"]api['"]\)\("""),
    ("Angular HttpClient", r"\bthis\.\$?http(?:Client)?\.(?:" + _METHODS + r")\s*[(<]|\$http[.(]"),
    ("PHP streams", r"""\bstream_context_create[ \t]*\(|\bfile_get_contents[ \t]*\([ \t]*['"]https?:"""),
    ("Laravel", r"\bHttp::(?:" + _METHODS + r"|with\w+)\("),
    ("HTTParty", r"\bHTTParty\b"),
    ("Faraday", r"\bFaraday\b"),
    ("RestClient", r"\bRestClient[:.]"),
    ("Typhoeus", r"\bTyphoeus\b"),
    ("http.rb", r"\bHTTP\.(?:auth|headers|" + _METHODS + r")\("),
    ("Resty", r"\bresty\.New\("),
    ("RestSharp", r"\bnew[ \t]+Rest(?:Client|Request)\b"),
    ("WebRequest", r"\bWebRequest\.Create\b"),
    ("OkHttp", r"\bOkHttpClient\b|\bokhttp3\b"),
    ("HttpURLConnection", r"\bHttps?URLConnection\b"),
    ("Unirest", r"""\bUnirest\b|['"]unirest['"]"""),
    ("RestTemplate", r"\bRestTemplate\b"),
    (
        "Apache HttpClient",
        r"\borg\.apache\.h(?:ttp|c)\b|\bHttpClients?\.create\w*|\bCloseableHttpClient\b"
        r"|\bnew[ \t]+Http(?:Post|Get|Put|Delete|Patch)\b",
    ),
    ("AsyncHttpClient", r"\bAsyncHttpClient\b"),
    ("Jersey", r"\bClientBuilder\.newClient\b"),
    ("Retrofit", r"\bretrofit2?\b|\bnew[ \t]+Retrofit\b"),
    ("REST Assured", r"\bRestAssured\b"),
    ("WebClient", r"\bnew[ \t]+WebClient\b|\bWebClient\.(?:create|builder)\b"),
    ("Hutool", r"\bHttpUtil\b"),
    ("Kotlin", r"\bHttp(?:Client|Request)\.new\w+|\bio\.ktor\b"),
    ("Swift", r"\bURLSession\b|\bURLRequest[ \t]*\(|\bAlamofire\b|\bAF\.request\("),
    ("Rust", r"\breqwest::|\bureq::"),
    ("Dart", r"\bhttp\.(?:" + _METHODS + r")\([ \t]*Uri\."),
    ("R", r"\bhttr2?::|\blibrary\(httr2?\)|\b(?:" + _METHODS.upper() + r")\([ \t]*[\"']https?:"),
    ("Perl", r"\bLWP::UserAgent\b|\bHTTP::(?:Tiny|Request)\b"),
    ("Elixir", r"\bHTTPoison\.|\bReq\.(?:" + _METHODS + r")!?\(|\bTesla\."),
    ("C", r"\bcurl_easy_\w+[ \t]*\("),
    ("Clojure", r"\(client/(?:" + _METHODS + r")\b|\bclj-http\b"),
    ("Objective-C", r"\bNSMutableURLRequest\b|\bNSURLSession\b"),
)

SHORT = "request in short"
"""What a block is called that has a request line, content, and no header fields, as Kibana's console takes it: whoever reads it
knows what is sent, and nobody compares it."""

_SHORT = regex(
    r"\s*(?:GET|POST|PUT|PATCH|DELETE)[ \t]+[\w/][\w./{}<>:*,%~-]*(?:\?\S*)?[ \t]*\r?\n(?:[ \t]*\r?\n)?[ \t]*\{(?![{%])"
)

_CLIENTS = tuple((name, regex(mark, re.MULTILINE)) for name, mark in _MARKS)

FOREIGN = frozenset(name.lower() for name, _ in _MARKS)
"""Their names, in lower case."""

NOT_ONLY_NAMES = frozenset({"request", "needle", "http message", "c", "r", "got"})
"""Those that titles have in another sense, too."""


def foreign_client(code: str, *, is_data: bool = False) -> str | None:
    """The client, or the language, whose mark comes first in the code; None where it shows none. Data is nobody's sample, but
    for a request in short."""
    if _SHORT.match(code):
        return SHORT
    if is_data:
        return None
    found = [(mark.start(), name) for name, pattern in _CLIENTS if (mark := pattern.search(code))]
    return min(found)[1] if found else None
