require 'net/http'
uri = URI('http://staging.example.com:8080/v1/health')
response = Net::HTTP.get_response(uri)
puts response.body
