require 'json'
require 'net/http'

order = { id: 1 }.merge(quantity: 2)
Net::HTTP.post(URI('https://api.example.com/orders/'), order.to_json, 'Content-Type' => 'application/json')
