http POST https://api.example.com/orders invoice@invoice.pdf
