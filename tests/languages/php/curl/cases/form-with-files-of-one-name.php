<?php
$ch = curl_init('https://api.example.com/upload');
curl_setopt($ch, CURLOPT_POSTFIELDS, ['files' => [new CURLFile('a.txt'), new CURLFile('b.txt')]]);
curl_exec($ch);
