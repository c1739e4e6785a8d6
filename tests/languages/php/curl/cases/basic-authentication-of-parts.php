<?php
foreach ([[CURLOPT_USERPWD => 'user'], [CURLOPT_USERNAME => 'user', CURLOPT_PASSWORD => 'p:w']] as $options) {
    $ch = curl_init('https://api.example.com/me');
    curl_setopt_array($ch, $options);
    curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
    curl_exec($ch);
}
$ch = curl_init('https://us%20er:pass@api.example.com/me');
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
