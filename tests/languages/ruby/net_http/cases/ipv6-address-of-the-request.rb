require 'net/http'

uri = URI('http://[::1]:8080/v1/health')
response = Net::HTTP.get(uri)
