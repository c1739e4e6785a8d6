http :/orders page==2
