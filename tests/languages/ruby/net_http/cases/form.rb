require 'net/http'
uri = URI('https://api.example.com/form')
request = Net::HTTP::Post.new(uri)
request.set_form_data('name' => 'a b', 'list' => %w[x y], sym: 1)
request.basic_auth 'user', 'pa:ss'
Net::HTTP.start(uri.host, uri.port, :use_ssl => true) { |http| http.request(request) }
