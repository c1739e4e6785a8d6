"""Sites of Slate in place: the samples of a tab set are those in a row whose info strings name tabs."""

from __future__ import annotations

import pytest

from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.pages.sample_groups import sample_groups
from unisono.text.source import Source

TABS = "---\nlanguage_tabs:\n  - shell: cURL\n  - python\n  - javascript--nodejs: Node\n---\n\n"
ROW = """## Get

> Code:

```shell
curl https://api.example.com/cats
```

```python
requests.get("https://api.example.com/cats")
```

```javascript--nodejs
fetch("https://api.example.com/cats")
```

> It answers:

```json
{"id": 1}
```

```shell
curl https://api.example.com/alone
```
"""


@pytest.mark.parametrize(
    ("path", "text", "titles"),
    [
        ("source/index.html.md", TABS + ROW, [["shell", "python", "javascript--nodejs"]]),
        ("source/index.html.md", TABS.replace("  - python\n", "") + ROW, [["shell", "javascript--nodejs"]]),
        ("source/index.html.md", "---\nlanguage_tabs: [shell, python]\n---\n\n" + ROW, [["shell", "python"]]),
        ("source/includes/_cats.md", ROW, [["shell", "python", "javascript--nodejs"]]),
        ("source/includes/v1/_cats.md", ROW, [["shell", "python", "javascript--nodejs"]]),
        ("source/includes/cats.md", ROW, []),
        ("includes/source/pages/_cats.md", ROW, []),
        ("docs/_cats.md", ROW, []),
        ("docs/cats.md", "---\nlanguage_tabs:\n---\n" + ROW, []),
        ("docs/cats.md", "---\nlanguage_tabs: shell\n---\n" + ROW, []),
    ],
)
def test_tabs_by_info_string(path: str, text: str, titles: list[list[str]]) -> None:
    groups = sample_groups(read_page(Source(path, text), Includes(None)))
    assert [[sample.title for sample in group.samples] for group in groups] == titles
    assert all(sample.reading.status == "ok" for group in groups for sample in group.samples if sample.title == "shell")
