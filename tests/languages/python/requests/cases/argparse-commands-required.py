import argparse

import requests

parser = argparse.ArgumentParser()
commands = parser.add_subparsers(dest="command", required=True)
commands.add_parser("list").add_argument("--page", default="1")
args = parser.parse_args()
requests.get("https://api.example.com/orders", params={"page": args.page})
