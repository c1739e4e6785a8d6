<?php
$ch = curl_init();
$fields = ['name' => 'a b&c', 'ok' => true, 'no' => false, 'none' => null, 'n' => 1.0, 'é' => '~', 'list' => [1, 2], 'map' => ['k' => 'v']];
curl_setopt($ch, CURLOPT_URL, 'https://api.example.com/form');
curl_setopt($ch, CURLOPT_POST, 1);
curl_setopt($ch, CURLOPT_POSTFIELDS, http_build_query($fields));
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
$answer = json_decode(curl_exec($ch), true);
echo $answer['id'];
