<?php
$sets = [
    [CURLOPT_NOBODY => true],
    [CURLOPT_CUSTOMREQUEST => 'DELETE'],
    [CURLOPT_POST => true],
    [CURLOPT_POST => true, CURLOPT_POSTFIELDS => 'a=b', CURLOPT_CUSTOMREQUEST => 'PUT'],
    [CURLOPT_POSTFIELDS => 'a=b', CURLOPT_HTTPGET => true],
    [CURLOPT_POSTFIELDS => 'a=b', CURLOPT_POST => false],
    [CURLOPT_POSTFIELDS => 'a=b', CURLOPT_CUSTOMREQUEST => 'GET'],
    [CURLOPT_NOBODY => true, CURLOPT_POSTFIELDS => 'a=b'],
    [CURLOPT_POSTFIELDS => ''],
    [CURLOPT_POSTFIELDS => 5],
];
foreach ($sets as $number => $set) {
    $ch = curl_init("https://api.example.com/$number");
    curl_setopt_array($ch, $set + [CURLOPT_RETURNTRANSFER => true]);
    curl_exec($ch);
}
