"""Java's own client, `java.net.http.HttpClient`."""

import re

from unisono.languages.calls import METHOD, QUOTED_URL
from unisono.text.regex import regex

ID = "java"
TITLE = "Java"
TITLES = frozenset(
    {"java", "java (httpclient)", "java - httpclient", "java httpclient", "java (java.net.http)", "java.net.http"}
    | {"java 11", "java 17", "java 21", "java.net.http.httpclient"}
)
MARK = regex(
    r"\A(?![\s\S]*?^[ \t]*(?:val|fun|def|object|lazy val)[ \t])"
    r"(?=[\s\S]*?\b(?:HttpRequest\.newBuilder|HttpClient\.newHttpClient|HttpClient\.newBuilder|java\.net\.http\.)\b)",
    re.MULTILINE,
)
"""No other language of Java's machine declares variables so: Kotlin and Scala have `val`, Groovy `def`."""
WORDS = ("HttpRequest.newBuilder", "HttpClient.new", "java.net.http")
ADVICE = {"not-as-json": 'add .header("Content-Type", "application/json")'}
CALLS = (
    regex(rf"(?P<made>)\b(?:uri|newBuilder)\([ \t\n]*(?:java\.net\.)?URI\.create\([ \t\n]*{QUOTED_URL}"),
    regex(rf"(?P<made>)\.method\([ \t\n]*\"{METHOD}\"[ \t]*,"),
    regex(r"(?P<made>)\.(?P<method>GET|DELETE|POST|PUT|HEAD)\("),
)
