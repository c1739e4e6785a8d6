require 'net/http'
uri = URI('https://api.example.com/a')
request = Net::HTTP::Get.new(uri)
