wget -qO-
