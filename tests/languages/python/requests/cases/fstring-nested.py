import requests
d = {"id": "a1", "n": [1, 2]}
requests.get(f"https://api.example.com/{d['id']}/{d['n'][1]}/{'x' if d else 'y'}/{', '.join(['p', 'q'])}/{5:0{3}d}"
             f"/{len(d)}" "/tail")
