require "net/http"

@token = "521a"

def get_order(id)
  Net::HTTP.get(URI("https://api.example.com/orders/#{id}/?token=#{@token}"))
end

get_order("7")
