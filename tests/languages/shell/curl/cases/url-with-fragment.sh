curl 'https://API.example.com:443?page=2#top'
