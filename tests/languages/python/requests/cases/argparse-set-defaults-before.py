import argparse

import requests

parser = argparse.ArgumentParser()
parser.set_defaults(url="https://api.example.com/a", page="1", size="10")
parser.add_argument("--url", default="https://api.example.com/b")
parser.add_argument("--page", type=int)
args = parser.parse_args()
requests.get(args.url, params={"page": args.page + 1, "size": args.size})
