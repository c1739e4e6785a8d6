import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--url", default=argparse.SUPPRESS)
args = parser.parse_args()
requests.get(args.url)
