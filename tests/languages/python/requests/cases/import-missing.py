from requests import gett
gett("https://api.example.com")
