<?php
$ch = curl_init('https://api.example.com/me');
curl_setopt($ch, ., true);
curl_exec($ch);
