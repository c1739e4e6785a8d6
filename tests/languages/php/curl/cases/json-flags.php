<?php
$ch = curl_init('https://api.example.com/items');
curl_setopt_array($ch, [
    CURLOPT_POSTFIELDS => json_encode(
        ['url' => 'https://a/é', 'n' => 1.0, 'tag' => '<b>', 'list' => [1, ['a' => 2]], 'none' => []],
        JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION | JSON_HEX_TAG
    ),
    CURLOPT_RETURNTRANSFER => true,
]);
curl_exec($ch);
