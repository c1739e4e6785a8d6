curl --ipfs-gateway https://gateway.example.com ipfs://bafybeigagd5nmnn2iys2f3/readme.txt
