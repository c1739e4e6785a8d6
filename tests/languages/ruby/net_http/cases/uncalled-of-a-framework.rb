require "net/http"

class OrdersController < ApplicationController
  def cancel
    Net::HTTP.get(URI("https://api.example.com/orders/cancel/#{params[:id]}/"))
  end
end
