const BASE = 'https://api.example.com';

class OrderError extends Error {
  shown() {
    return this.message;
  }
}

class Api {
  #token;
  base = BASE;

  constructor(token, accept = 'text/plain') {
    this.#token = token;
    this.accept = accept;
  }

  async _send(method, path, body) {
    const headers = { Authorization: `Bearer ${this.#token}`, Accept: this.accept };
    const answer = await fetch(this.base + path, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) {
      throw new OrderError('failed');
    }
    return answer.json();
  }
}

class Orders extends Api {
  async cancel(id) {
    return this._send('PATCH', `/orders/cancel/${id}/`);
  }

  create = async (kind, count) => this._send('POST', '/orders/', { kind, count: 2 });

  static ping() {
    return fetch(`${BASE}/ping/`);
  }
}
