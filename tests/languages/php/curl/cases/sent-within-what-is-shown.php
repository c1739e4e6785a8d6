<?php
function move($crate) {
    $ch = curl_init('https://api.example.com/v1/crates/move');
    curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(['crate' => $crate]));
    curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
    return curl_exec($ch);
}
print_r(json_decode(move(5), true));
$ch = curl_init('https://api.example.com/v1/crates');
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
var_dump(curl_exec($ch));
