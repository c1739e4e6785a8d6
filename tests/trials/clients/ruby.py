"""How Ruby samples run: sent to the recorder as to a proxy, which net/http takes from the environment."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from trials.own import BASE, TOKEN, URL
from trials.running import Batch, Ended, Job, run_batch_command, run_command
from unisono.languages.reading import Uncalled

PROGRAMS = ("ruby",)
_REDIRECT = Path(__file__).parents[1] / "shim" / "redirect.rb"
ENVIRONMENT = {
    "http_proxy": "http://127.0.0.1:{port}",
    "SSL_CERT_FILE": "{certificate}",
    "RUBYOPT": f"-r{_REDIRECT}",
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


_CALLED = """
%s.each do |name|
  owner, _, called = name.rpartition(".")
  given = lambda do |of|
    kinds = of.parameters.group_by(&:first)
    [kinds.fetch(:req, []).map { "a" }, kinds.fetch(:keyreq, []).to_h { |_, key| [key, "a"] }]
  end
  call = lambda do |found|
    args, keywords = given.(found)
    found.call(*args, **keywords)
  end
  next call.(method(called)) if owner.empty?
  of = Object.const_get(owner)
  next call.(of.method(called)) if of.respond_to?(called)
  args, keywords = given.(of.instance_method(:initialize))
  made = ObjectSpace.each_object(of).first || of.new(*args, **keywords)
  call.(made.method(called))
end
"""
"""Calls methods by their names, with a text for each parameter without a value."""


def called(functions: Sequence[Uncalled], _code: str) -> str:
    """What calls methods one after the other."""
    return _CALLED % json.dumps([one.name for one in functions])


def needs(_code: str) -> list[str]:
    return [*PROGRAMS]


def run(job: Job) -> Ended:
    script = job.cwd / "sample.rb"
    script.write_bytes(job.code.encode())
    return run_command(["ruby", str(script)], job)


def run_batch(batch: Batch) -> str:
    script, codes = batch.written("run.rb", _MANY), batch.written("samples.json", json.dumps(batch.codes))
    return run_batch_command(["ruby", script, codes], batch)
