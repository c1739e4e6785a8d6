import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("ids", nargs="*")
parser.add_argument("tags", nargs="*", type=int, default="7")
parser.add_argument("--names", nargs="*")
args = parser.parse_args()
requests.post("https://api.example.com/orders", json={"ids": args.ids, "tags": args.tags, "names": args.names})
