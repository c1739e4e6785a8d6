curl --connect-to a.example::b.example:99999 "$URL"
