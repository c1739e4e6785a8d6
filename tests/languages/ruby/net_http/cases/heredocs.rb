require 'net/http'
name = 'it'
uri = URI('https://api.example.com/xml')
body = <<~XML
  <a name="#{name}">
    \t#{name}s \#{x} \\
  </a>
XML
raw = <<-'RAW'
 #{name} \n
  RAW
more = <<~A + <<~B
  one
A
  two
B
Net::HTTP.post(uri, body + raw + more + 'a #{name} \n it\'s' "b" + %q(c 'd') + %Q(e #{name}), 'Content-Type' => 'application/xml')
