import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("-u", "--url", default="https://api.example.com/a")
parser.add_argument_group("more").add_argument("-u", "--url", default="https://api.example.com/b")
args = parser.parse_args()
requests.get(args.url)
