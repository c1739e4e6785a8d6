"""The sites that `benchmarks/` measures on: they are what they are said to be. How long anything takes is tested nowhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.endpoints import FOLDER_SIZE, Endpoint, endpoint
from benchmarks.generate import generate
from benchmarks.measure import Measured
from benchmarks.report import Results, read_json, readme_table, tables, write_json
from benchmarks.samples import samples
from sites import build
from unisono.cli import main

PAGES = 30


def _check(folder: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", str(folder / "docs"), *options])
    return result.exit_code, result.output


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_nothing_is_found_on_generated_pages(tmp_path: Path) -> None:
    made = generate(tmp_path, PAGES)
    status, output = _check(tmp_path)
    assert (status, output) == (
        0,
        f"{PAGES} endpoint pages, {4 * PAGES} samples ({4 * PAGES} agree), 2 other pages: nothing found.\n",
    )
    assert len(made.files) == len(set(made.files)) == PAGES


def test_nothing_is_found_by_the_rules_that_are_off_by_default(tmp_path: Path) -> None:
    generate(tmp_path, FOLDER_SIZE + 10)
    assert _check(tmp_path, "--select", "duplicate-endpoint,duplicate-position")[0] == 0


def test_as_many_samples_disagree_as_were_made_wrong(tmp_path: Path) -> None:
    made = generate(tmp_path, PAGES, wrong=0.2)
    status, output = _check(tmp_path)
    assert 0.1 * made.samples < made.wrong < 0.3 * made.samples
    assert status == 1
    assert f"({made.samples - made.wrong} agree, {made.wrong} disagree)" in output


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    for folder, seed in (("one", 1), ("again", 1), ("other", 2)):
        generate(tmp_path / folder, 5, seed=seed)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "again")
    assert _bytes(tmp_path / "one") != _bytes(tmp_path / "other")


def test_a_larger_site_begins_with_the_pages_of_a_smaller_one(tmp_path: Path) -> None:
    generate(tmp_path / "small", 5)
    generate(tmp_path / "large", 12)
    assert _bytes(tmp_path / "small").items() <= _bytes(tmp_path / "large").items()


def test_pages_differ() -> None:
    pages = [endpoint(number, 1) for number in range(300)]
    assert len({page.call.path for page in pages}) > 250
    assert {page.call.method for page in pages} == {"GET", "POST", "PUT", "PATCH", "DELETE"}
    assert len({tuple(page.call.content or ()) for page in pages}) > 100
    assert Counter(map(_is_nested, pages))[True] > 50
    codes = [sample.code for page in pages for sample, _ in samples(page.call, page.number, 1)]
    assert len(set(codes)) == len(codes)
    for construct in ("-G", "--json", "[0][", "requests.Session", "https.request", "await fetch", "axios("):
        assert any(construct in code for code in codes), construct


def _is_nested(page: Endpoint) -> bool:
    return any(field.members for field in page.request_fields)


def test_folders_hold_a_share_of_the_pages(tmp_path: Path) -> None:
    made = generate(tmp_path, 2 * FOLDER_SIZE + 1)
    assert list(Counter(file.split("/")[0] for file in made.files).values()) == [FOLDER_SIZE, FOLDER_SIZE, 1]


@pytest.mark.parametrize("plain", [False, True])
def test_a_generated_site_builds_without_warnings(tmp_path: Path, plain: bool) -> None:
    generate(tmp_path, 4, plain=plain)
    site = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert site.warnings == ()
    assert len(site.pages()) == 4 + 2


def test_what_languages_add_is_told_per_page() -> None:
    own = Measured("site with `languages`", "with the samples that its pages have, cold", 100, 0, [2.0], [3.0], [50.0])
    every = Measured("site with `languages`", "languages: all 2 clients, cold", 100, 0, [3.0], [5.0], [60.0])
    assert Results([own, every]).added(every) == pytest.approx((0.01, 0.02))
    assert "10.0, 20.0 of CPU" in "\n".join(tables([own, every]))


def test_ratios_compare_cases_of_one_run_and_size() -> None:
    measured = [
        Measured("site", "Unisono, cold", 100, 400, [1.0, 3.0, 2.0]),
        Measured("site", "plain MkDocs and Material", 100, 400, [4.0]),
        Measured("site", "Unisono, cold", 1000, 4000, [40.0]),
    ]
    results = Results(measured)
    assert [results.ratio(one) for one in measured] == [0.5, None, None]
    assert [results.growth(one) for one in measured] == [None, None, 2.0]
    assert "0.50 ×" in "\n".join(tables(measured))
    assert "| site: Unisono, cold | 1,000 | 40.00 s |" in readme_table(measured)


def test_ratios_are_those_of_each_turn_and_of_processor_time_too(tmp_path: Path) -> None:
    plain = Measured("site", "plain MkDocs and Material", 100, 400, [4.0, 40.0, 4.0], [5.0, 5.0, 5.0], [80.0, 80.0, 80.0])
    ours = Measured("site", "Unisono, cold", 100, 400, [2.0, 20.0, 3.0], [1.0, 4.0, 2.0], [90.0, 99.0, 90.0])
    results = Results([ours, plain])
    assert (results.ratio(ours), results.cpu_ratio(ours)) == (0.5, 0.4)  # of the medians: 0.75
    (table,) = tables([ours, plain])
    heads, _, row, *_ = ([cell.strip() for cell in line.split("|")] for line in table.splitlines() if line.startswith("|"))
    shown = dict(zip(heads, row, strict=True))
    assert (shown["s"], shown["best"], shown["worst"], shown["CPU s"], shown["CPU best"]) == (
        "3.00",
        "2.00",
        "20.00",
        "2.00",
        "1.00",
    )
    assert (shown["of plain MkDocs and Material"], shown["CPU of plain MkDocs and Material"]) == ("0.50 ×", "0.40 ×")
    assert "| 3.00 s | 2.00 s | 2.00 s | 99 MB | 0.50 of plain MkDocs and Material, 0.40 of its CPU |" in readme_table(
        [ours, plain]
    )
    write_json(tmp_path / "results.json", {}, 3, [ours, plain])
    assert read_json(tmp_path / "results.json") == [ours, plain]
