<?php
$lots = ['x', 'y'];
unset($lots[0], $lots[1]);
$lots[0] = 'p';
$lots[] = 'q';
$others = ['x', 'y'];
unset($others[1]);
$copy = $others;
$copy[] = 'q';
$ch = curl_init('https://api.example.com/lots');
curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode([$lots, $copy]));
curl_exec($ch);
