require 'net/http'
require 'json'
token = ENV['API_TOKEN']
host = ENV.fetch('API_BASE', 'https://api.example.com')
mode = ENV['MODE'] || 'test'
uri = URI("#{host}/orders/#{ENV['ORDER_ID']}?mode=#{mode}")
request = Net::HTTP::Post.new(uri)
request['Authorization'] = "Bearer #{token}"
request['X-Token'] = token
request.body = { id: ENV['ORDER_ID'], text: "x#{token}" }.to_json
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
