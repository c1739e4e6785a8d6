xh https://api.example.com/notes/ text=@note.txt lines:=@lines.json
