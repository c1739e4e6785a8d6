<?php
$ch = curl_init('https://api.example.com/upload');
curl_setopt($ch, CURLOPT_HTTPHEADER, ['Content-Type: multipart/form-data']);
curl_setopt($ch, CURLOPT_POSTFIELDS, ['a' => 'b']);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
