<?php
$ch = curl_init('https://api.example.com/lots');
curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(['large' => e25]));
curl_exec($ch);
