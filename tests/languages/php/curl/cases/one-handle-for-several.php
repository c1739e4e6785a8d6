<?php
$ch = curl_init('https://api.example.com/a');
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_setopt($ch, CURLOPT_HTTPHEADER, ['X-A: 1']);
curl_exec($ch);
curl_setopt($ch, CURLOPT_URL, 'https://api.example.com/b');
curl_exec($ch);
$copy = curl_copy_handle($ch);
curl_reset($ch);
curl_setopt($ch, CURLOPT_URL, 'https://api.example.com/c');
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
curl_exec($copy);
