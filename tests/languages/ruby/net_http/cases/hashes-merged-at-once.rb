require 'json'
require 'net/http'

order = { id: 1 }.merge({ quantity: 2 }, { gift: true })
Net::HTTP.post(URI('https://api.example.com/orders/'), order.to_json, 'Content-Type' => 'application/json')
