require "net/http"

module Shop
  class ApiError < StandardError
    def again?
      true
    end
  end

  class Api
    BASE = "https://api.example.com".freeze
    @@version = "v1"

    attr_reader :token

    def initialize(token, accept: "application/json")
      @token = token
      @accept = accept
    end

    private

    def send_to(kind, path)
      uri = URI("#{BASE}/#{@@version}#{path}")
      request = kind.new(uri)
      request["Authorization"] = "Bearer #{token}"
      request["Accept"] = @accept
      Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
    end
  end

  class Orders < Api
    def cancel(id)
      send_to(Net::HTTP::Delete, "/orders/cancel/#{id}/")
    end

    def self.ping
      Net::HTTP.get(URI("#{BASE}/ping/"))
    end
  end

  module Status
    extend self

    def of(id)
      Net::HTTP.get(URI("https://api.example.com/status/#{id}/"))
    end
  end
end

module Ping
  module_function

  def send_one
    Net::HTTP.get(URI("https://api.example.com/one/"))
  end
end
