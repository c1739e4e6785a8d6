<?php
for ($i = 1; $i <= 2; $i++) {
    $ch = curl_init('https://api.example.com/' . $i);
    curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
    curl_exec($ch);
}
$n = 3;
while ($n > 0) {
    $n--;
    if ($n === 1) {
        continue;
    }
    $ch = curl_init("https://api.example.com/n$n");
    curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
    curl_exec($ch);
}
