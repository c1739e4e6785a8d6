from collections import OrderedDict

import requests

order = OrderedDict(quantity=2, order="521a91e5")
order.move_to_end("quantity")
requests.post("https://api.example.com/orders/", json=order)
