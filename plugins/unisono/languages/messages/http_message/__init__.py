"""The HTTP request message (RFC 9112, 2.1), also as in the `.http` files of JetBrains' IDEs and VS Code's REST Client.

A request line without a version (`GET https://api.example.com/orders/`) is as often a mere URL: it is one of a message only
where header fields follow it, and for a path one of them must be of those that requests have.
"""

from unisono.languages.calls import METHOD
from unisono.text.regex import regex

ID = "http"
TITLE = "HTTP"
TITLES = frozenset({"http message", "http request message", "raw http", "http (raw)", "rest client", "http file", ".http"})
INFO_STRINGS = frozenset({"http", "https", "rest"})
MARK = regex(
    r"""(?x) \A (?: [ \t]* (?: (?:\#|//)[^\n]* | @[\w.-]+[ \t]*=[^\n]* )? \r?\n )* [ \t]*
    (?: [A-Z]+[ \t]+\S+[ \t]+HTTP/[0-9.]+[ \t]*(?:\r?\n|\Z)
      | (?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(?:https?://|\{\{)[^\n]*\n (?:[ \t]+[/?&][^\n]*\n|[?&][^\n]*\n)*
        (?:(?:\#|//)[^\n]*\n)* [ \t]* [!\#$%&'*+.^_`|~\w-]+:
      | (?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+/[^\n]*\n (?:[\w-]+:[^\n]*\n)*?
        (?i:host|content-(?:type|length)|accept(?:-[a-z]+)?|(?:proxy-)?authorization|user-agent|cookie|prefer|origin|referer
          |(?:[a-z]+-)?(?:api-)?(?:key|token)|idempotency-key|if-[a-z-]+|x-[\w-]+): )"""
)
ADVICE = {"not-as-json": "write the field 'Content-Type: application/json'"}
CALLS = (regex(rf"\A{METHOD}[ \t]+(?P<url>/[A-Za-z0-9_.~:@+,;=()/*-]*)(?:\?\S*)?[ \t]+HTTP/[0-9.]+[ \t]*(?=\r?\n|\Z)"),)
