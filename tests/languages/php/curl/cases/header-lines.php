<?php
$ch = curl_init('https://api.example.com/');
curl_setopt_array($ch, [
    CURLOPT_HTTPHEADER => ['X-A: 1', 'X-A: 2', 'Empty;', 'Gone:', 'X-Ü: é', 'Host: other.example.com'],
    CURLOPT_COOKIE => 'a=b; c=d',
    CURLOPT_USERAGENT => 'mine/1.0',
    CURLOPT_REFERER => 'https://example.com/',
    CURLOPT_RANGE => '0-99',
    CURLOPT_RETURNTRANSFER => true,
]);
curl_exec($ch);
