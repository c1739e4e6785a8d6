<?php
$ch = curl_init('https://api.example.com/a');
curl_setopt($ch, CURLOPT_PUT, true);
curl_setopt($ch, CURLOPT_INFILE, fopen('a.txt', 'r'));
curl_exec($ch);
