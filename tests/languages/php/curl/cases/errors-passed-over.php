<?php
$ch = curl_init('https://api.example.com/a');
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
$response = curl_exec($ch);
if ($response === false) {
    throw new Exception(curl_error($ch));
}
if (curl_errno($ch)) {
    echo 'Error: ' . curl_error($ch);
    exit(1);
} elseif (!$response) {
    die('nothing');
} else {
    $result = json_decode($response, true);
}
$status = curl_getinfo($ch, CURLINFO_HTTP_CODE);
if ($status !== 200) {
    error_log("status $status");
    return;
}
curl_close($ch);
print_r($result['items'][0]['name']);
