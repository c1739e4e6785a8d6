<?php
$text = 'a';
$ch = curl_init('https://api.example.com/');
curl_setopt($ch, 1e999, 1);
$ch = curl_init('https://api.example.com/orders/');
curl_setopt($ch, CURLOPT_POSTFIELDS, $text);
curl_exec($ch);
