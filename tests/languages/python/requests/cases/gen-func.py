import requests
def gen():
    yield b"hi"
    yield b"there"
requests.post("https://api.example.com/chunked", data=gen())
