try:
    response = requests.get('https://api.example.com/orders')
    response.raise_for_status()
except requests.exceptions.HTTPError as error:
    print(error)
