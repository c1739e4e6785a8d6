require "net/http"

Net::HTTP.get(URI("https://.../orders/"))
