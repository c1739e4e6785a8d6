<?php
$name = "it's";
$map = ['key' => 'v', 'in' => ['x' => 'deep']];
$list = ['zero', 'one'];
$object = new stdClass();
$object->name = 'prop';
$body = <<<TEXT
  <a name="$name">
    {$map['in']['x']} $map[key] $list[1] $object->name \t{$object->name}s \$name \"
  </a>
  TEXT;
$raw = <<<'TEXT'
$name {$map} \n

TEXT;
$ch = curl_init('https://api.example.com/xml');
curl_setopt($ch, CURLOPT_POSTFIELDS, $body . $raw . 'a $name\n' . "\x41\u{e9}\xc3\xa9 \{$name}");
curl_setopt($ch, CURLOPT_HTTPHEADER, ['Content-Type: application/xml']);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
