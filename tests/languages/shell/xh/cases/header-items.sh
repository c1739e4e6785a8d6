xh https://api.example.com/ X-API-KEY:abc accept:text/csv 'X-Note;' x-many:1 x-many:2 User-Agent:me
