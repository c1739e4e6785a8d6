require 'net/http'
uri = URI('https://api.example.com/')
request = Net::HTTP::Get.new(uri)
request.add_field('X-A', '1')
request.add_field 'x-a', '2'
request['X-Gone'] = 'x'
request.delete('X-Gone')
request['X-List'] = ['a', 'b']
request.content_type = 'text/plain'
request['Cookie'] = 'a=b; c=d'
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
