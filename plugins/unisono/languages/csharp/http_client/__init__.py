"""`System.Net.Http.HttpClient`, .NET's own client."""

from unisono.languages.calls import METHOD, QUOTED_URL
from unisono.text.regex import regex

ID = "csharp"
TITLE = "C#"
TITLES = frozenset(
    {
        "c#",
        "csharp",
        "c# (httpclient)",
        "c# - httpclient",
        "c# httpclient",
        "httpclient",
        "c sharp",
        ".net",
        "dotnet",
        "c#/.net",
    }
)
MARK = regex(
    r"\A(?![\s\S]*\bimport[ \t]+(?:java|org)\b)"
    r"(?=[\s\S]*?(?:\bnew[ \t]+(?:System\.Net\.Http\.)?Http(?:Client|RequestMessage)\b(?!\.)|"
    r"\bHttpClient[ \t]+\w+[ \t]*=[ \t]*new\b|(?:(?<![\w.])(?:this\.)?\w+[!?]?|[)\]])\s*\."
    r"(?:(?:Send|Post|Get|Put|Delete|Patch)Async|(?:Post|Put|Patch)AsJsonAsync|GetStringAsync|GetFromJsonAsync)"
    r"(?:<[^<>()]*>)?\())"
)
"""No other language has such names: whatever the code begins with, and whatever it is labelled as. Of a member of a member
(`shop.Orders.GetAsync()`) they are those of a library of the API's own."""
WORDS = ("HttpClient", "HttpRequestMessage", "Async")
ADVICE = {
    "not-as-json": 'give new StringContent(json, Encoding.UTF8, "application/json")',
}
_NEW = r"(?P<made>)\bnew[ \t]+HttpRequestMessage\([ \t\n]*"
CALLS = (
    regex(rf"{_NEW}HttpMethod\.(?P<method>\w+)[ \t]*,[ \t\n]*(?:(?:new[ \t]+Uri\()?{QUOTED_URL})?"),
    regex(rf"{_NEW}new[ \t]+HttpMethod\(\"{METHOD}\"\)[ \t]*,[ \t\n]*(?:(?:new[ \t]+Uri\()?{QUOTED_URL})?"),
    regex(
        r"\.(?P<method>Post|Get|Put|Delete|Patch)(?:(?:String)?Async|AsJsonAsync|FromJsonAsync)"
        rf"(?:<[\w.<>\[\], ]*>)?\([ \t\n]*{QUOTED_URL}"
    ),
)
