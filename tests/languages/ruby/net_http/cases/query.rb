require 'net/http'
uri = URI('https://api.example.com/search')
params = { q: 'a b&c', 'tags' => %w[x y], none: nil, 'é' => '~*', n: 1, on: true }
uri.query = URI.encode_www_form(params)
Net::HTTP.get(uri)
Net::HTTP.get(URI("https://api.example.com/search?" + URI.encode_www_form([['a', 1], ['a', 2]]) + "&z=#{URI.encode_www_form_component('ü ~')}"))
