<?php
$ch = curl_init('https://api.example.com/a')
curl_exec($ch);
