import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--url")
args = parser.parse_args()
if not args.url:
    parser.error("which URL?")
requests.get("https://api.example.com/a")
