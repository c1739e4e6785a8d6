uri = URI('https://api.example.com/a')
request = Net::HTTP::Post.new(uri)
request['Content-Type'] = 'application/json'
request.body = { a: 1 }.to_json
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
