<?php
$version = STREAM_CRYPTO_METHOD_SSLv23_CLIENT;
$ch = curl_init('https://api.example.com/orders/');
curl_exec($ch);
