import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--new", dest="status", action="store_const", const="new", default="any")
parser.add_argument("--old", dest="status", action="store_const", const="old")
args = parser.parse_args()
requests.get("https://api.example.com/orders", params={"status": args.status})
