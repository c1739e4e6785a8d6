const params = new URLSearchParams("tag=a&tag=b&page=2");
const names = [...params.keys()].join("-");
const values = Array.from(params.values()).join("-");
const tags = params.getAll("tag").join("-");
const known = params.has("tag", "b");
params.delete("tag", "a");

fetch(`https://api.example.com/${names}/${values}/${tags}/${known}?${params}`);
