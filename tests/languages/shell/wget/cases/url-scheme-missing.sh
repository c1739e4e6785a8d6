wget -qO- /orders/
