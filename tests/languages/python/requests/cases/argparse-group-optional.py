import argparse

import requests

parser = argparse.ArgumentParser()
group = parser.add_mutually_exclusive_group()
group.add_argument("--id", default="1")
group.add_argument("--name")
args = parser.parse_args()
requests.get("https://api.example.com/orders", params={"id": args.id, "name": args.name})
