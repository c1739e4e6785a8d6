<?php
$ch = curl_init('https://api.example.com/a b');
curl_exec($ch);
