require 'net/http'
require 'json'

uri = URI('https://api.example.com/orders/8/')
http = Net::HTTP.new(uri.host, uri.port)
http.use_ssl = true
request = Net::HTTP::Patch.new(uri)
request['Content-Type'] = 'application/json'
request["Authorization"] = "Bearer YOUR_TOKEN"
request.body = { state: "cancelled", "n" => 1.50, list: [1, nil, true], sym: :a, 'k': {}, none: [], "é/" => "\"\\\n\u{1F600}" }.to_json
response = http.request(request)
puts response.code
puts response.read_body
