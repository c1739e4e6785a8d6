printf 'callback=https%%3A%3D' | http POST https://api.example.com/orders Content-Type:application/x-www-form-urlencoded
