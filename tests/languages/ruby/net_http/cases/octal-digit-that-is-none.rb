require 'json'
require 'net/http'

count = 08
Net::HTTP.post(URI('https://api.example.com/orders/'), count.to_s)
