import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("url", nargs="?", default="https://api.example.com/b", choices=["https://api.example.com/a"])
args = parser.parse_args()
requests.get(args.url)
