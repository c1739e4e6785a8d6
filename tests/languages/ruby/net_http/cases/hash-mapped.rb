require 'json'
require 'net/http'

order = { quantity: 2 }.to_h { |name, value| [name, value + 1] }
Net::HTTP.post(URI('https://api.example.com/orders/'), order.to_json, 'Content-Type' => 'application/json')
