require 'net/http'
uri = URI('https://api.example.com/upload')
request = Net::HTTP::Post.new(uri)
form = [
  ['title', 'A title'],
  ['file', File.open('permit.pdf')],
  ['typed', File.open('a.csv'), { filename: 'b.csv', content_type: 'text/csv' }],
  ['inline', 'x,y', { filename: 'inline.txt' }]
]
request.set_form(form, 'multipart/form-data')
request['Authorization'] = 'Bearer t'
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
