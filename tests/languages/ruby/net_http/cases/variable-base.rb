require "net/http"

puts Net::HTTP.get(URI("#{ENV["BASE_URL"]}/orders"))
puts Net::HTTP.get(URI(ENV["BASE_URL"]))
