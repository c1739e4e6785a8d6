<?php
$order = ['sku' => 'a1'];
$order[] = 'gift';
$lines = [5 => 'x'];
$lines[] = 'y';
unset($lines[6]);
$lines[] = 'z';
$order['lines'] = $lines;
$ch = curl_init('https://api.example.com/orders');
curl_setopt($ch, CURLOPT_HTTPHEADER, ['Content-Type: application/json']);
curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($order));
curl_exec($ch);
