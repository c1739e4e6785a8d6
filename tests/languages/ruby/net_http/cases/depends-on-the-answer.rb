require 'net/http'
response = Net::HTTP.get_response(URI('https://api.example.com/a'))
Net::HTTP.get(URI('https://api.example.com/b')) if response.code == '200'
