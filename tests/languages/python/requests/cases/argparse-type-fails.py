import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--page", type=int, default="two")
args = parser.parse_args()
requests.get("https://api.example.com/orders", params={"page": args.page})
