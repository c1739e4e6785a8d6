xh -A digest -a u:p https://api.example.com/
