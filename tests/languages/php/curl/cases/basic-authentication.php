<?php
$ch = curl_init('https://api.example.com/me');
curl_setopt($ch, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
curl_setopt($ch, CURLOPT_USERPWD, "user" . ":" . "pa:ss");
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
