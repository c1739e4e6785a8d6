"""How Ruby samples run: sent to the recorder as to a proxy, which net/http takes from the environment."""

from __future__ import annotations

import json

from trials.own import BASE, TOKEN, URL
from trials.running import Batch, Ended, Job, run_batch_command, run_recipe
from unisono.languages.ruby.running import REDIRECT, TRUSTING, called

__all__ = ["called"]

PROGRAMS = ("ruby",)
ENVIRONMENT = {
    "http_proxy": "http://127.0.0.1:{port}",
    **TRUSTING,
    "RUBYOPT": f"-r{REDIRECT}",
}
_REQUIRE = 'require "net/http"\n\n'
_START = """Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") { |http| http.request(request) }"""
REFUSED = r"^http://\["
PLACES = {
    '"': f"""{_REQUIRE}uri = URI("{URL}")
request = Net::HTTP::Get.new(uri)
request["Authorization"] = "Bearer {TOKEN}"
{_START}""",
    "'": f"""{_REQUIRE}uri = URI.parse('{URL}')
request = Net::HTTP::Get.new(uri, 'X-Api-Key' => '{TOKEN}')
{_START}""",
    "names": f"""{_REQUIRE}BASE = "{BASE}"
token = "{TOKEN}"
id = '1'
headers = {{ "Authorization" => "Bearer #{{token}}" }}
uri = URI(BASE + "/a/#{{id}}/")
Net::HTTP.get(uri, headers)""",
    "unknown": f"""{_REQUIRE}uri = URI("{URL}")
request = Net::HTTP::Get.new(uri)
request["Authorization"] = "Bearer #{{ENV["TOKEN"]}}"
{_START}""",
}

_MANY = """
require "json"
codes = JSON.parse(File.read(ARGV[0]))
$stdout = File.open(File::NULL, "w")
codes.each do |code|
  Object.new.instance_eval(code)
rescue StandardError => error
  warn error.full_message
end
"""


def needs(_code: str) -> list[str]:
    return [*PROGRAMS]


def run(job: Job) -> Ended:
    return run_recipe("ruby", job)


def run_batch(batch: Batch) -> str:
    script, codes = batch.written("run.rb", _MANY), batch.written("samples.json", json.dumps(batch.codes))
    return run_batch_command(["ruby", script, codes], batch)
