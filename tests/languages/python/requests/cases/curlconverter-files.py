import requests

files = {
    'name': (None, 'Blue chair'),
    'colors': (None, 'blue'),
}

response = requests.post('https://api.example.com/items', files=files)
