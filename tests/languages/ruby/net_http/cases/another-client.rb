require 'net/http'
require 'faraday'
Faraday.get('https://api.example.com/a')
