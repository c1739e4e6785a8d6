import argparse

import requests

parser = argparse.ArgumentParser()
parser.add_argument("--raw", action="store_true", type=bool)
args = parser.parse_args()
requests.get("https://api.example.com/a")
