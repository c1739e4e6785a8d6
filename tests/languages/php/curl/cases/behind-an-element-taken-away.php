<?php
$list = [1, 2];
unset($list[1]);
$list[] = 3;
$list[7] = 4;
$list[] = 5;
$ch = curl_init('https://api.example.com/orders/');
curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($list));
curl_exec($ch);
