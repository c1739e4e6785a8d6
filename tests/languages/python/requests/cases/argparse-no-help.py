import argparse

import requests

parser = argparse.ArgumentParser(add_help=False)
parser.add_argument("-h", "--host", default="https://api.example.com/a")
args = parser.parse_args()
requests.get(args.host)
