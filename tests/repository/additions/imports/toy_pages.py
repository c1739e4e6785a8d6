"""A folder of pages with the ending `.toy`, beside a file `toy.site` with the site's name.

The first line of each that begins with `lost:` is not carried over.
"""

from __future__ import annotations

from pathlib import Path

from unisono.imports import Counts, Import, ImportedFile, Loss, Origin
from unisono.starting.configuration import SiteSettings
from unisono.text.files import read_source

MARK = "toy.site"


def recognises(source: Path) -> bool:
    return (source / MARK).is_file()


def read(source: Path) -> Import:
    files, losses = [], []
    for file in sorted(source.rglob("*.toy")):
        origin = file.relative_to(source).as_posix()
        text = read_source(file, source, origin).text
        path, _, body = text.partition("\n")
        files.append(ImportedFile(path, body, Origin(origin, 2), Counts(1, 0, body.count("curl "))))
        if body.startswith("lost:"):
            losses.append(Loss(Origin(origin, 2), "a toy that nobody plays with", "play with it"))
    files += [ImportedFile(file.name, file, Origin(file.name), Counts(images=1)) for file in sorted(source.glob("*.png"))]
    return Import(source, SiteSettings(read_source(source / MARK, source).text.strip()), tuple(files), tuple(losses))
