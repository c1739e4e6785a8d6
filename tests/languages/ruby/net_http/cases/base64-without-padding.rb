require 'base64'
require 'net/http'

key = Base64.urlsafe_encode64('a', padding: false)
Net::HTTP.get(URI("https://api.example.com/orders/?key=#{key}"))
