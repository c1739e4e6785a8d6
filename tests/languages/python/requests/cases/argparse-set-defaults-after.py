import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--url", default="https://api.example.com/b")
parser.add_argument("--page", type=int, default=1)
parser.set_defaults(url="https://api.example.com/a", page="2")
args = parser.parse_args()
requests.get(args.url, params={"page": args.page + 1})
