require "net/http"

class Orders
  attr_accessor :token

  def cancel(id)
    Net::HTTP.get(URI("https://api.example.com/orders/cancel/#{id}/?token=#{token}"))
  end
end

orders = Orders.new
orders.token = "521a"
