<?php
$ch = curl_init('https://api.example.com/items');
curl_setopt_array($ch, [
    CURLOPT_POSTFIELDS => json_encode([
        [0 => 'a', 1 => 'b'], [1 => 'a'], ['0' => 'a'], (object) ['0' => 'a'], (object) [], ['-5' => 1, '05' => 2],
        '😀', "\u{1F600}\x41\101\e", 'it\'s \n', -1, 0x1F, 1_000, 9223372036854775808,
    ]),
    CURLOPT_RETURNTRANSFER => true,
]);
curl_exec($ch);
