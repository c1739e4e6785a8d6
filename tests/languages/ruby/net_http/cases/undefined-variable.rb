require 'net/http'
uri = URI("https://api.example.com/orders/#{id}")
Net::HTTP.get(uri)
