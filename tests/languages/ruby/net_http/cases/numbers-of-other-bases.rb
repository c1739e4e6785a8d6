require 'json'
require 'net/http'

counts = [0d10, 0D1_0, 0x1f, 0b11, 0o17, 017]
Net::HTTP.post(URI('https://api.example.com/orders/'), counts.to_json)
