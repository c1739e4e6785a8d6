require "net/http"

class Orders
  include Comparable

  def cancel(id)
    Net::HTTP.get(URI("https://api.example.com/orders/cancel/#{id}/"))
  end
end
