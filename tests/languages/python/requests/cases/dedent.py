import requests
from textwrap import dedent
requests.post("https://api.example.com/", data=dedent("""\
    line one
      line two

    line three
"""))
