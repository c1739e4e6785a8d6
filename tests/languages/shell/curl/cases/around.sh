#!/bin/sh
set -e
echo 'List the orders' # with curl
mkdir -p out
time curl https://api.example.com/orders/; /usr/bin/curl https://api.example.com/orders/17/
