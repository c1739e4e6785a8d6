import argparse

import requests

parser = argparse.ArgumentParser(formatter_class=argparse.ArgumentDefaultsHelpFormatter)
parser.add_argument("--page", type=int, default="2", help="which page")
group = parser.add_argument_group("filters")
group.add_argument("-o", "--only-open", action="store_true")
group.add_argument("--status", dest="state", default="new")
group.add_argument("--note")
args = parser.parse_args()
requests.get(
    "https://api.example.com/orders",
    params={"page": args.page, "open": args.only_open, "status": args.state, "note": args.note},
)
