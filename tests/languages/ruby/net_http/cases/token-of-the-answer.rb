require 'net/http'
require 'json'
answer = JSON.parse(Net::HTTP.get(URI('https://api.example.com/token')))
uri = URI('https://api.example.com/me')
request = Net::HTTP::Get.new(uri)
request['Authorization'] = "Bearer #{answer['token']}"
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
