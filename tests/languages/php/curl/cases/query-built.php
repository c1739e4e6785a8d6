<?php
$base = 'https://api.example.com';
$params = array('q' => 'a b', 'page' => 2);
$url = $base . '/search?' . http_build_query($params, '', '&', PHP_QUERY_RFC3986) . '&raw=' . rawurlencode('x y/z') . '&form=' . urlencode('x y~');
$ch = curl_init($url);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
