require "net/http"

class Orders
  attr_writer :key

  def cancel(id)
    uri = URI("https://api.example.com/orders/cancel/#{id}/?key=#{@key}&token=#{@token}")
    Net::HTTP.get(uri)
  end

  def sign_in(token)
    @token = token
  end
end
