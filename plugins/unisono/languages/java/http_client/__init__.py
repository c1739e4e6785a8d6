"""Java's own client, `java.net.http.HttpClient`."""

import re

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
