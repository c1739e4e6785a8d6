xh -f https://api.example.com/orders/ 'name=A b&c' note=café '*~=1' name=again
