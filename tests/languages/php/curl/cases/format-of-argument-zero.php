<?php
$text = sprintf('%0$s', 'a');
$ch = curl_init('https://api.example.com/orders/');
curl_setopt($ch, CURLOPT_POSTFIELDS, $text);
curl_exec($ch);
