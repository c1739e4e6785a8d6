<?php
$ch = curl_init('https://api.example.com/a');
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
$response = json_decode(curl_exec($ch), true);
if ($response['more']) {
    curl_exec($ch);
}
