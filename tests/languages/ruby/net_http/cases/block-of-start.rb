require 'net/http'
uri = URI.parse('https://api.example.com/a?b=c')
req = Net::HTTP::Delete.new(uri.request_uri, { 'X-one' => '1', 'X-Empty' => '', 'x-CITY' => 'Zürich' })
res = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == 'https') do |http|
  http.request(req)
end
case res
when Net::HTTPSuccess, Net::HTTPRedirection
  puts 'ok'
else
  res.value
end
