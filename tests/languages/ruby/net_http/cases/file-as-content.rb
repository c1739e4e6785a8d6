require 'net/http'
uri = URI('https://api.example.com/upload')
request = Net::HTTP::Put.new(uri, 'Content-Type' => 'application/json')
request.body = File.read('data.json')
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
