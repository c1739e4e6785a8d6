METHOD=put
wget --method=$METHOD -qO- https://api.example.com/orders/8/
