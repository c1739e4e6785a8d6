require 'net/htpp'

Net::HTTP.get(URI('https://api.example.com/orders/'))
