require 'net/http'
require 'json'
data = [1.0, 100.0, 1e15, 1e14, 1e25, 0.0001, 0.00001, -0.0, 12345678901234567890, 1_000, 0x1F, 017, 123456789.123]
Net::HTTP.post(URI('https://api.example.com/numbers'), JSON.generate(data), 'Content-Type' => 'application/json')
