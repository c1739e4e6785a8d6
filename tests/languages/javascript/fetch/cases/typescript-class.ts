abstract class Client<T extends object> implements Sender<T> {
  private readonly base: string = 'https://api.example.com';
  protected token?: string;
  declare name: string;

  abstract describe(): string;
  send(path: string): Promise<T>;
  async send(this: Client<T>, path: any): Promise<T> {
    const response = await fetch(`${this.base}${path}`, { method: 'DELETE' });
    return response.json();
  }
}
class Orders extends Client<Order> {
  override describe(): string {
    return 'orders';
  }
}
new Orders().send('/orders/7');
