require "net/http"

class Orders
  def initialize(http)
    @http = http
  end

  def cancel(id)
    @http.patch("/orders/cancel/#{id}/", "")
  end
end
