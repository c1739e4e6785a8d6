import requests
def send_request():
    try:
        response = requests.get(
            url="https://api.example.com/me",
            auth=("bob", "secret"),
        )
        print(response.status_code)
    except requests.exceptions.RequestException as e:
        print('HTTP Request failed', e)
