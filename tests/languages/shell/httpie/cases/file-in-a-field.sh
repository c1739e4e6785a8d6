http POST https://api.example.com/orders note=@note.txt lines:=@lines.json
