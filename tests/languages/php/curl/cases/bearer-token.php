<?php
$ch = curl_init('https://api.example.com/me');
curl_setopt($ch, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
curl_setopt($ch, CURLOPT_XOAUTH2_BEARER, getenv('TOKEN'));
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
