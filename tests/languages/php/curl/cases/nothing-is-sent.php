<?php
$ch = curl_init('https://api.example.com/a');
curl_setopt($ch, CURLOPT_POSTFIELDS, 'x');
