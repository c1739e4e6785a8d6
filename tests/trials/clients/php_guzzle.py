"""How samples with Guzzle run."""

from __future__ import annotations

from functools import partial

from trials import php
from trials.own import TOKEN, URL
from trials.php import ENVIRONMENT, PROGRAMS, called, run_batch
from unisono.languages.reading import Reading

__all__ = ["ENVIRONMENT", "LIBRARIES", "PLACES", "PROGRAMS", "called", "completed", "needs", "run", "run_batch"]

LIBRARIES = {"php-curl": php.extension, "guzzle": php.guzzle}
_HEAD = "<?php\nrequire 'vendor/autoload.php';\n\nuse GuzzleHttp\\Client;\nuse GuzzleHttp\\Psr7\\Request;\n\n"
PLACES = {
    "'": f"{_HEAD}$client = new Client();\n$client->get('{URL}', ['headers' => ['Authorization' => 'Bearer {TOKEN}']]);",
    "request": f"""{_HEAD}$token = "{TOKEN}";
$client = new Client();
$client->send(new Request('GET', "{URL}", ['X-Api-Key' => "$token"]));""",
}


run = partial(php.run, "php_guzzle")


def completed(code: str, reading: Reading) -> str:
    """The sample with the `use` lines that it lacks."""
    lines = "\n".join(lacking.line for lacking in reading.missing)
    return code.replace("<?php\n", f"<?php\n{lines}\n", 1)


def needs(_code: str) -> list[str]:
    return [*PROGRAMS, *LIBRARIES]
