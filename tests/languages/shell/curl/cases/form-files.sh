curl https://api.example.com/orders/17/files/ -F file=@scans/invoice.pdf -F 'label=@label.json;type=application/json;filename=l.json' -F 'text=<note.txt'
