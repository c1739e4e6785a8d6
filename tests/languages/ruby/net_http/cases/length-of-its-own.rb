require "net/http"

uri = URI("https://api.example.com/lots/")
request = Net::HTTP::Post.new(uri, "Content-Type" => "application/json", "Content-Length" => "5")
request.body = '{"city": "Berlin"}'
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
