require "uri"
require "json"
require "net/http"

url = URI("https://api.example.com/orders/8/")

https = Net::HTTP.new(url.host, url.port)
https.use_ssl = true

request = Net::HTTP::Put.new(url)
request["Content-Type"] = "application/json"
request["Authorization"] = "Bearer YOUR_TOKEN"
request.body = JSON.dump({
  "state": "cancelled",
  "count": 2
})

response = https.request(request)
puts response.read_body
