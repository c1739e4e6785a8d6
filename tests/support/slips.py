"""Slips that authors make in front matter, as changes of a page's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Slip = Callable[[str], str]

PAGE = """\
---
title: /secretpath/
name: Secretname
position: 1
visibility: internal
method: get
description: Secretwords about it
deprecated: Secretnote
right_code: |
  ~~~ json
  {"secretmember": 1}
  ~~~
  {: title="Response" }
---
Secrettext of a page.

### Query Parameters

secretparameter
: (string) Secretmeaning.

~~~ bash
curl https://api.example.com/secretpath/
~~~
{: title="Curl" }
"""

AVIATOR = """\
---
title: Secretname
type: get
endpoint: /secretpath/
visibility: internal
position: 1
description: Secretwords about it
deprecated: Secretnote
right_code_blocks:
  - title: Response
    language: json
    code_block: |
      {"secretmember": 1}
content_markdown: |
  Secrettext of a page.
---
"""

ORDINARY = """\
---
title: Secretname
visibility: internal
---
Secrettext of a page.
"""


def _before(text: str) -> Slip:
    return lambda page: text + page


def _opening(text: str) -> Slip:
    return lambda page: re.sub(r"(?m)^---[^\S\n]*$", lambda _: text, page, count=1)


def _closing(text: str) -> Slip:
    def change(page: str) -> str:
        last = page.rfind("---")
        return page[:last] + text + page[last + 3 :] if last >= 0 else page

    return change


def _both(text: str) -> Slip:
    return lambda page: _opening(text)(_closing(text)(page))


def _key(old: str, new: str) -> Slip:
    """Only at the beginning of a line, so that it is the key."""
    return lambda page: re.sub(rf"(?m)^{old}(?=\s*:)", new, page, count=1)


def _line(old: str, new: str) -> Slip:
    return lambda page: re.sub(rf"(?m)^{old}$", new, page, count=1)


def _head(change: Slip) -> Slip:
    """Changes the lines between the boundaries."""

    def changed(page: str) -> str:
        begin, end = page.find("\n") + 1, page.rfind("\n---")
        return page[:begin] + change(page[begin:end]) + page[end:] if 0 < begin < end else page

    return changed


SLIPS: Mapping[str, Slip] = {
    **{
        f"{name}-before": _before(text)
        for name, text in {
            "empty-line": "\n",
            "empty-lines": "\n\n\n",
            "crlf": "\r\n",
            "blank": " ",
            "blanks": "    ",
            "tab": "\t",
            "no-break-space": "\u00a0",
            "ideographic-space": "\u3000",
            "byte-order-marks": "\ufeff\ufeff",
            "zero-width-space": "\u200b",
            "zero-width-joiner": "\u2060",
            "right-to-left-mark": "\u200f",
            "soft-hyphen": "\u00ad",
            "form-feed": "\f",
            "comment": "<!-- note -->\n",
            "comment-beside": "<!-- note --> ",
            "long-comment": "<!--\nnote\nof lines\n-->\n",
            "liquid-comment": "{% comment %}note{% endcomment %}\n",
            "liquid-note": "{# note #}\n",
            "note": "# note\n",
            "note-and-line": "# note\n\n",
            "slashes": "// note\n",
            "markdown-comment": "[//]: # (note)\n",
            "directive": "%YAML 1.2\n",
            "doctype": "<!DOCTYPE html>\n",
            "letter": "x\n",
            "words": "Some words of text.\n\n",
            "rule": "---\n",
            "other-front-matter": "---\nlayout: page\n---\n",
        }.items()
    },
    **{
        f"{name}-{where}": place(text)
        for name, text in {
            "four": "----",
            "two": "--",
            "em-dash": "\u2014",
            "en-dashes": "\u2013\u2013\u2013",
            "minus-signs": "\u2212\u2212\u2212",
            "dash-and-hyphen": "\u2014-",
            "dots": "...",
            "ellipsis": "\u2026",
            "pluses": "+++",
            "stars": "***",
            "underscores": "___",
            "equals": "===",
            "spaced": "- - -",
            "indented": " ---",
            "blank-within": "-- -",
            "no-break-after": "---\u00a0",
            "word-after": "---yaml",
            "note-after": "--- # note",
            "zero-width-after": "---\u200b",
            "none": "",
        }.items()
        for where, place in {"opens": _opening, "closes": _closing, "both": _both}.items()
    },
    "backticks": _both("```"),
    "tildes": _both("~~~"),
    "yaml-fence": lambda page: _opening("```yaml")(_closing("```")(page)),
    "fence-around": lambda page: _opening("```yaml\n---")(_closing("---\n```")(page)),
    "comment-around": lambda page: _opening("<!--\n---")(_closing("---\n-->")(page)),
    "glued": lambda page: page.replace("---\n", "--- ", 1),
    "comment-unclosed": lambda page: _opening("---\n# note")(_closing("")(page)),
    "quoted-unclosed": lambda page: _opening("---")(_closing("")(page)).replace("title:", '"title":', 1),
    "upper-visibility": _key("visibility", "VISIBILITY"),
    "capital-visibility": _key("visibility", "Visibility"),
    "capital-method": _key("(?:method|type)", "Method"),
    "upper-keys": _head(lambda head: re.sub(r"(?m)^\w+(?=:)", lambda key: key[0].upper(), head)),
    "capital-keys": _head(lambda head: re.sub(r"(?m)^\w+(?=:)", lambda key: key[0].capitalize(), head)),
    "visiblity": _key("visibility", "visiblity"),
    "visibilty": _key("visibility", "visibilty"),
    "visability": _key("visibility", "visability"),
    "audience": _key("visibility", "audience"),
    "metod": _key("(?:method|type)", "metod"),
    "metod-visiblity": lambda page: _key("(?:method|type)", "metod")(_key("visibility", "visiblity")(page)),
    "titel": _key("title", "titel"),
    "nmae": _key("name", "nmae"),
    "postion": _key("position", "postion"),
    "second": _line("position: 1", "position: second"),
    "depricated": _key("deprecated", "depricated"),
    "rightcode": _key("right_code", "rightcode"),
    "right-code": _key("right_code", "right-code"),
    "equals-sign": _line("visibility: internal", "visibility = internal"),
    "all-equals-signs": _head(lambda head: re.sub(r"(?m)^(\w+): ", r"\1 = ", head)),
    "no-space": _line("visibility: internal", "visibility:internal"),
    "no-spaces": _head(lambda head: re.sub(r"(?m)^(\w+): ", r"\1:", head)),
    "blank-colon": _key("visibility", "visibility "),
    "no-break-colon": _key("visibility", "visibility\u00a0"),
    "no-break-value": _line("visibility: internal", "visibility:\u00a0internal"),
    "wide-colon": _line("visibility: internal", "visibility\uff1a internal"),
    "wide-colons": _head(lambda head: re.sub(r"(?m)^(\w+): ", "\\1\uff1a ", head)),
    "quoted": _key("visibility", '"visibility"'),
    "curly-quoted": _key("visibility", "\u201cvisibility\u201d"),
    "indented-key": _line("visibility: internal", "  visibility: internal"),
    "tab-indented-key": _line("visibility: internal", "\tvisibility: internal"),
    "indented-keys": _head(lambda head: re.sub(r"(?m)^", "  ", head)),
    "tab-indented-keys": _head(lambda head: re.sub(r"(?m)^", "\t", head)),
    "under-another": _line("visibility: internal", "settings:\n  visibility: internal"),
    "unseen-in-key": _key("visibility", "visi\u200bbility"),
    "unseen-before-key": _key("visibility", "\ufeffvisibility"),
    "no-colon": _line("visibility: internal", "visibility internal"),
    "list": _line("visibility: internal", "visibility: [internal]"),
    "twice": _line("visibility: internal", "visibility: internal\nvisibility: public"),
    "tagged": _line("visibility: internal", "visibility: !!str internal"),
    "merged": lambda page: page.replace("visibility: internal", "base: &base\n  visibility: internal\n<<: *base", 1),
    "no-title": lambda page: re.sub(r"(?m)^title: .*\n", "", page, count=1),
    "carriage-returns": lambda page: page.replace("\n", "\r"),
}
"""By name. Some leave a page as it is where it lacks the key, and some leave it readable: then it is hidden by its own word."""
