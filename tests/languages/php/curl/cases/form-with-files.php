<?php
$ch = curl_init('https://api.example.com/upload');
curl_setopt_array($ch, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_POSTFIELDS => [
        'title' => 'A "title"',
        'document' => new CURLFile('permit.pdf', 'application/pdf', 'my permit.pdf'),
        'plain' => new CURLFile('a.txt'),
        'made' => curl_file_create('b.csv', 'text/csv'),
        'inline' => new CURLStringFile('x,y', 'inline.csv', 'text/csv'),
        'several' => ['one', 'two'],
        'flag' => true,
        'none' => null,
    ],
]);
curl_exec($ch);
