class Client {
  constructor(private readonly base: string) {}
  list(): Promise<Response> { return fetch(this.base); }
}
new Client('https://api.example.com/orders').list();
