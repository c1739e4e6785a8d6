import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--url", default="https://api.example.com/a")
try:
    parser.add_argument("--url", default="https://api.example.com/b")
except argparse.ArgumentError:
    pass
args = parser.parse_args()
requests.get(args.url)
