xh :3000/orders/
xh :/orders/
xh :
