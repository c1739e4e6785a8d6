require 'net/http'

Net::HTTP.get(URI('https:/api.example.com/orders/'))
