<?php
const BASE = 'https://api.example.com';
define('VERSION', 'v2');

function call(string $method, string $path, ?array $body = null): array
{
    $ch = curl_init(BASE . '/' . VERSION . $path);
    curl_setopt($ch, CURLOPT_CUSTOMREQUEST, $method);
    curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
    if ($body !== null) {
        curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($body));
        curl_setopt($ch, CURLOPT_HTTPHEADER, ['Content-Type: application/json']);
    }
    $response = curl_exec($ch);
    curl_close($ch);
    return json_decode($response, true);
}

$headers = array_merge(['a'], ['b']);
$log = function ($x) use ($headers) { return implode(',', $headers) . $x; };
$twice = fn($x) => $x . $x;
call('POST', '/orders', ['x' => $log('y'), 'z' => $twice('ab')]);
call('GET', sprintf('/orders/%s?n=%d', 'a', 5));
