http -v -b --check-status --follow --timeout 30 --print=hb --verify=no GET https://api.example.com/orders
