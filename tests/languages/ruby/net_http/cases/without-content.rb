require 'net/http'
uri = URI('https://api.example.com/')
%w[a b].each do |name|
  http = Net::HTTP.new(uri.host, uri.port)
  http.use_ssl = true
  http.request(Net::HTTP::Post.new("/#{name}"))
  http.request(Net::HTTP::Patch.new("/#{name}", 'Content-Type' => 'application/json'))
  http.request(Net::HTTP::Options.new("/#{name}"))
  http.request(Net::HTTPGenericRequest.new('POST', false, true, "/#{name}"))
end
