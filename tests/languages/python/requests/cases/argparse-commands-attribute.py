import argparse

import requests

parser = argparse.ArgumentParser()
commands = parser.add_subparsers()
listing = commands.add_parser("list")
listing.set_defaults(url="https://api.example.com/a")
args = parser.parse_args()
requests.get(args.url)
