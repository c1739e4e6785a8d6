http -f POST https://api.example.com/orders note=x 'invoice@docs/invoice.pdf;type=application/pdf' list@lines.csv
