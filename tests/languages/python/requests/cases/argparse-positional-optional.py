import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("my-url", nargs="?", default="https://api.example.com/b")
parser.add_argument("page", nargs="?", type=int, default="2")
args = parser.parse_args()
requests.get(getattr(args, "my-url"), params={"page": args.page + 1})
