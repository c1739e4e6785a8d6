require 'net/http'
uri = URI('https://api.example.com/search')
request = Net::HTTP::Get.new(uri)
request.body = '{"a": 1}'
request['Content-Type'] = 'application/json'
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
