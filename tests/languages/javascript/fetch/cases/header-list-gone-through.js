const headers = new Headers({ "X-Trace": "7", Accept: "application/json" });
const seen = [];
headers.forEach((value, name) => seen.push(`${name}=${value}`));

fetch(`https://api.example.com/${[...headers.keys()].join("-")}?${seen.join("&")}`, { headers });
