curl https://api.example.com/café/
