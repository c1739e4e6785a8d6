import argparse

import requests

parser = argparse.ArgumentParser()
group = parser.add_mutually_exclusive_group()
group.add_argument("--url", required=True)
args = parser.parse_args()
requests.get(args.url)
