require 'json'
require 'net/http'

Net::HTTP.post(URI('https://api.example.com/orders/'), JSON.generate({ quantity: 2 }, space: ' '))
