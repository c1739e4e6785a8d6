xh --multipart https://api.example.com/files/ name=permit file@permit.pdf other@a/b.txt';type=text/csv;filename=c.csv'
