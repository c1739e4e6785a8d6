require 'net/http'
Net::HTTP.post(URI('https://api.example.com/a'), JSON.generate({ a: 1 }))
