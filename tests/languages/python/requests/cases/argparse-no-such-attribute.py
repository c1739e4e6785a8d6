import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--url", default="https://api.example.com/a")
args = parser.parse_args()
requests.get(args.uri)
