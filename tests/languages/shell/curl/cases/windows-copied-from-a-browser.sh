curl ^"https://api.example.com/orders/?a=1^&b=2^" ^
  -H ^"accept: */*^" ^
  --data-raw ^"^{^\^"a^\^":^\^"b^%^20c^\^"^}^"
