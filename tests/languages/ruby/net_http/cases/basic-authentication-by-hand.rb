require 'net/http'
require 'base64'
uri = URI('https://us%20er:pass@api.example.com/me')
request = Net::HTTP::Get.new(uri)
request['Authorization'] = "Basic #{Base64.strict_encode64('user:pass')}"
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
