"""What a site has beside its pages: includes, images and other files, data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from unisono.imports import Counts, ImportedFile, Loss, Origin
from unisono.imports.jekyll.configuration import Configuration, scalar
from unisono.imports.jekyll.places import Place
from unisono.records import dataclass
from unisono.text.files import AbsentError, UnreadableError, is_of_jekyll, read_source, walked
from unisono.text.names import fault
from unisono.text.regex import regex

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".avif")
_CODE = (".md", ".markdown", ".html", ".htm", ".css", ".scss", ".sass", ".less", ".js", ".rb", ".gemspec", ".lock", ".coffee")
_DATA = regex(r"\{\{-?\s*site\.(data(?:\.[\w-]+)+)\s*-?\}\}")


@dataclass(frozen=True)
class Around:
    """A file that is no page."""

    file: ImportedFile
    place: Place

    @property
    def is_image(self) -> bool:
        return self.place.path.lower().endswith(_IMAGES)


def files_around(root: Path, configuration: Configuration) -> list[Around]:
    """The files that the old site published as they are."""
    return [
        Around(
            ImportedFile(path, root / path, Origin(path), Counts(images=int(path.lower().endswith(_IMAGES)))),
            Place(path, url=f"/{path}"),
        )
        for path in _paths(root, configuration)
    ]


def _paths(root: Path, configuration: Configuration) -> Iterator[str]:
    for above, folders, names in walked(root):
        here = Path(above).relative_to(root).as_posix()
        folders[:] = sorted(one for one in folders if not one.startswith((".", "_")) and one not in {"node_modules", "vendor"})
        if here == ".":
            folders[:] = [one for one in folders if one not in configuration.excluded]
        for name in sorted(names):
            path = name if here == "." else f"{here}/{name}"
            is_file = not name.startswith((".", "_")) and not name.lower().endswith(_CODE) and not is_of_jekyll(path)
            if is_file and path not in configuration.excluded and (Path(above) / name).is_file() and fault(path) is None:
                yield path


def data_values(root: Path, texts: Iterable[str], losses: list[Loss]) -> dict[str, str]:
    """What the variables `site.data.…` in texts stand for, under their names, as far as it is text; a file of data that cannot
    be read is added to the `losses`."""
    read: dict[str, Any] = {}
    found: dict[str, str] = {}
    for name in dict.fromkeys(name for text in texts for name in _DATA.findall(text)):
        _, file, *keys = name.split(".")
        if file not in read:
            read[file] = _data(root, file, losses)
        value = read[file]
        for one in keys:
            value = value.get(one) if isinstance(value, dict) else None
        if (text := scalar(value)) is not None:
            found[name] = text
    return found


def _data(root: Path, name: str, losses: list[Loss]) -> object:
    for ending in ("yml", "yaml", "json"):
        path = f"_data/{name}.{ending}"
        try:
            return yaml.safe_load(read_source(root / path, root).text)
        except AbsentError:
            continue
        except (UnreadableError, ValueError, RecursionError) as error:
            losses.append(Loss(Origin(path), f"its values are not carried over: {error}", "correct it"))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = f"its values are not carried over: it is not YAML ({getattr(error, 'problem', error)})"
            losses.append(Loss(Origin(path, mark.line + 1 if mark else None), what, "correct it"))
    return None
