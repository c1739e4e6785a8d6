curl --connect-to ::b.example:99999 "$URL"
