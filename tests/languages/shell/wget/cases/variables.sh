TOKEN=abc
BASE='https://api.example.com'
wget -qO- --header="X-Api-Key: ${TOKEN}" "$BASE/orders/"
