import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--url", default="https://api.example.com/a")
commands = parser.add_subparsers(dest="command")
commands.add_parser("list", help="all").add_argument("--page", default="1")
args = parser.parse_args()
requests.get(args.url, params={"command": args.command})
