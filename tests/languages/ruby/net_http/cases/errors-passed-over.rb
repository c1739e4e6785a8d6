require 'net/http'
require 'json'

BASE = 'https://api.example.com'.freeze

def call(path, body = nil, method: Net::HTTP::Post)
  uri = URI.join(BASE, path)
  request = method.new(uri)
  request.body = body.to_json unless body.nil?
  response = Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
  raise "failed: #{response.code}" unless response.is_a?(Net::HTTPSuccess)

  JSON.parse(response.body)
rescue JSON::ParserError => e
  puts e.message
  nil
end

begin
  result = call('/orders', { id: 1 })
  puts result['id'] if result
rescue StandardError => e
  warn e.message
ensure
  puts 'done'
end
