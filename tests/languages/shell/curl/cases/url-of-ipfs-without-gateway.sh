curl ipfs://bafybeigagd5nmnn2iys2f3/readme.txt
