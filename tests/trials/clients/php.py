"""How samples with PHP's extension curl run."""

from __future__ import annotations

from functools import partial

from trials import php
from trials.own import BASE, TOKEN, URL
from trials.php import ENVIRONMENT, PROGRAMS, called, run_batch

__all__ = ["ENVIRONMENT", "LIBRARIES", "PLACES", "PROGRAMS", "called", "needs", "run", "run_batch"]

LIBRARIES = {"php-curl": php.extension}
_SENT = "curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);\necho curl_exec($ch);"
PLACES = {
    "'": f"""<?php
$ch = curl_init('{URL}');
curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: Bearer {TOKEN}']);
{_SENT}""",
    '"': f"""<?php
$ch = curl_init();
curl_setopt_array($ch, [CURLOPT_URL => "{URL}", CURLOPT_HTTPHEADER => array("X-Api-Key: {TOKEN}", "Accept: text/plain")]);
{_SENT}""",
    "names": f"""<?php
$token = '{TOKEN}';
$id = "1";
$base = '{BASE}';
$headers = ["Authorization: Bearer $token"];
$headers[] = 'Accept: text/plain';
$ch = curl_init($base . "/a/{{$id}}/");
curl_setopt($ch, CURLOPT_HTTPHEADER, $headers);
{_SENT}""",
    "unknown": f"""<?php
$ch = curl_init(sprintf('{BASE}/a/%s/', '1'));
curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: Bearer ' . getenv('TOKEN')]);
{_SENT}""",
}


run = partial(php.run, "php")


def needs(_code: str) -> list[str]:
    return [*PROGRAMS, *LIBRARIES]
