require "net/http"
require "json"

BASE = "https://api.example.com"

def call(uri, request, token)
  request["Authorization"] = "Bearer #{token}"
  Net::HTTP.start(uri.hostname, uri.port, use_ssl: true) { |http| http.request(request) }
end

def create_order(token, kind = "retail", order, count:, key: nil)
  uri = URI("#{BASE}/orders/#{kind}/")
  request = Net::HTTP::Post.new(uri, "Content-Type" => "application/json")
  request["Idempotency-Key"] = key if key
  request.body = { order: order, count: count }.to_json
  answer = call(uri, request, token)
  raise "failed" unless answer.is_a?(Net::HTTPSuccess)
  JSON.parse(answer.body)
end

def get_order(id)
  return if id.nil?
  Net::HTTP.get(URI("#{BASE}/orders/#{id}/"))
end

def shown(order)
  puts order["id"]
end
