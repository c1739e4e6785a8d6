require "net/http"

class Orders
  BASE = "https://api.example.com"

  class << self
    def with(token)
      made = new
      made.token = token
      made
    end
  end

  attr_writer :token

  def initialize
    @count = 0
  end

  def cancel(id)
    @count += 1
    uri = URI("#{BASE}/orders/cancel/#{id}/?count=#{@count}&token=#{@token}")
    Net::HTTP.get(uri)
  end
end

orders = Orders.with("521a")
orders.cancel("7")
orders.cancel("8")
