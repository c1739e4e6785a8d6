<?php
$data = [
    'name' => 'Café "Ö" a/b',
    'price' => 1.50,
    'count' => 3,
    'whole' => 2.0,
    'large' => 1e25,
    'ok' => true,
    'none' => null,
    'tags' => ['a', 'b'],
    'empty' => [],
    'object' => new stdClass(),
    'inner' => array('x' => array(1, 2)),
    5 => 'five',
];
$data['added']['deep'] = 'yes';
$data['tags'][] = 'c';
$ch = curl_init('https://api.example.com/items');
curl_setopt($ch, CURLOPT_POST, true);
curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($data));
curl_setopt($ch, CURLOPT_HTTPHEADER, ['Content-Type: application/json']);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
echo curl_exec($ch);
