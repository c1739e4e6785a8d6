curl api.example.com
