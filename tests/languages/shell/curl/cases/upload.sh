curl -T scans/invoice.pdf https://api.example.com/orders/17/files/
