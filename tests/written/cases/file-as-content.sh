curl https://api.example.com/files/ -H 'Content-Type: application/octet-stream' --data-binary @data.bin
