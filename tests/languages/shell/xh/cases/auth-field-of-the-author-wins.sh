xh -a u:p https://api.example.com/ 'Authorization: Bearer t0k3n'
