# Sends what goes to this machine's own name to the recorder, too: Ruby asks no proxy for that.
require "net/http"

Net::HTTP.prepend(
  Module.new do
    def proxy_uri
      URI(ENV.fetch("http_proxy"))
    end
  end
)
