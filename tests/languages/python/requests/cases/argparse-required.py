import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--token", required=True)
parser.add_argument("--page", default=1)
args = parser.parse_args()
requests.get("https://api.example.com/orders", params={"page": args.page}, headers={"Authorization": f"Bearer {args.token}"})
