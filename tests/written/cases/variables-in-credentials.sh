curl "https://api.example.com/account/" -u "$CLERK:$SECRET"
