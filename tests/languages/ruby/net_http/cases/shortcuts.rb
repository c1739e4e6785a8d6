require 'net/http'
uri = URI('https://api.example.com/x')
Net::HTTP.get(uri)
Net::HTTP.get_response(URI('https://api.example.com/y?z=1'))
Net::HTTP.post_form(uri, 'a' => 'b c', 'max' => '50')
Net::HTTP.post(uri, 'text', 'Content-Type' => 'text/plain')
http = Net::HTTP.new('api.example.com', 443)
http.use_ssl = true
http.get('/g', { 'Accept' => 'text/plain' })
http.post('/p', 'a=b')
http.put('/q', '{}', 'Content-Type' => 'application/json')
http.delete('/d')
http.head('/h')
