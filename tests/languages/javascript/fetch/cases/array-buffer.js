const buffer = new ArrayBuffer(5);
const view = new Uint8Array(buffer);
view.set([72, 101, 108, 108]);
view[4] = 111;

const url = 'https://api.example.com/notes/';
await fetch(url, { method: 'POST', body: new Blob([buffer, '!'], { type: 'text/plain' }) });
await fetch(url, { method: 'PUT', body: view.subarray(1, -1) });
await fetch(url, { method: 'PUT', body: buffer });
await fetch(`${url}?length=${view.length}&first=${view[0]}&bytes=${buffer.byteLength}`);

const numbers = new DataView(buffer, 1);
numbers.setUint16(0, 0x4142);
numbers.setInt8(2, 67);
numbers.setUint8(3, numbers.getUint16(0, true) - 0x4241 + 68);
await fetch(url, { method: 'PUT', body: numbers });

const copy = Uint8Array.from(view.slice(1));
copy.fill(90, 2);
await fetch(url, { method: 'PUT', body: Buffer.from(copy) });

const text = 'order';
const codes = new Uint8Array(text.length);
for (let i = 0; i < text.length; i++) {
  codes[i] = text.charCodeAt(i);
}
await fetch(url, { method: 'PUT', body: codes });
