<?php
$ch = curl_init();
curl_setopt_array($ch, [
    CURLOPT_URL => 'https://api.example.com/a'
    CURLOPT_RETURNTRANSFER => true,
]);
curl_exec($ch);
