<?php
$ch = curl_init('https://api.example.com/me');
$credentials = base64_encode('user:pass');
curl_setopt($ch, CURLOPT_HTTPHEADER, ["Authorization: Basic $credentials"]);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
