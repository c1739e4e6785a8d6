<?php

namespace Shop;

abstract class Api
{
    protected const BASE = 'https://api.example.com';
    private static string $version = 'v1';
    protected $accept = 'application/json';

    public function __construct(private string $token, ?string $accept = null)
    {
        $this->accept = $accept ?? $this->accept;
    }

    protected function send(string $method, string $path): void
    {
        $ch = curl_init(self::BASE . '/' . self::$version . $path);
        curl_setopt($ch, CURLOPT_CUSTOMREQUEST, $method);
        curl_setopt($ch, CURLOPT_HTTPHEADER, $this->headers());
        curl_exec($ch);
    }

    private function headers(): array
    {
        return ["Authorization: Bearer {$this->token}", 'Accept: ' . $this->accept];
    }
}

final class Orders extends Api
{
    public function cancel($id)
    {
        $this->send('PATCH', "/orders/cancel/$id/");
    }

    public static function ping()
    {
        $ch = curl_init(static::BASE . '/ping/');
        curl_exec($ch);
    }
}
