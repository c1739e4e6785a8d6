import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--url", default="https://api.example.com/a", defaults="https://api.example.com/b")
args = parser.parse_args()
requests.get(args.url)
