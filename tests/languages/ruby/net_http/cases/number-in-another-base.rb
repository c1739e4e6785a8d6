require 'net/http'

Net::HTTP.get(URI("https://api.example.com/orders/#{255.to_s(16)}"))
