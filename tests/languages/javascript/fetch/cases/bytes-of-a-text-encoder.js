const bytes = new TextEncoder().encode("naïve");

async function main() {
  await fetch("https://api.example.com/notes", { method: "POST", body: bytes, headers: { "X-Length": String(bytes.length) } });
  await fetch("https://api.example.com/notes", { method: "POST", body: new Blob([bytes]) });
  await fetch("https://api.example.com/notes", { method: "POST", body: Buffer.from(bytes).toString("base64") });
}

main();
