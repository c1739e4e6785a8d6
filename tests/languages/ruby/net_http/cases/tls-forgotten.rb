require 'net/http'
uri = URI('https://api.example.com/a')
http = Net::HTTP.new(uri.host, uri.port)
http.request(Net::HTTP::Get.new(uri))
