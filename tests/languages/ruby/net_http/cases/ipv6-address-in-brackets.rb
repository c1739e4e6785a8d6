require 'net/http'

uri = URI('http://[::1]:8080/v1/health')
http = Net::HTTP.new(uri.host, uri.port)
http.request(Net::HTTP::Get.new(uri.request_uri))
