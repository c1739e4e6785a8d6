wget -i urls.txt
