http --download https://api.example.com/invoices/7.pdf
