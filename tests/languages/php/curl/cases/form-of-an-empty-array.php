<?php
$ch = curl_init('https://api.example.com/upload');
curl_setopt($ch, CURLOPT_POSTFIELDS, []);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
