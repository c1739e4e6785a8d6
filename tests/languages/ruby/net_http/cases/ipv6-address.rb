require 'net/http'

uri = URI('http://[::1]:8080/v1/health')
Net::HTTP.start(uri.hostname, uri.port) do |http|
  http.request(Net::HTTP::Get.new(uri.request_uri))
  http.get('/v1/status')
end
