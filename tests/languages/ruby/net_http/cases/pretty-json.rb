require 'net/http'
require 'json'
Net::HTTP.post(URI('https://api.example.com/a'), JSON.pretty_generate({ a: 1, b: [1, { c: nil }] }), "Content-Type" => "application/json")
