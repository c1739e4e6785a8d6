const form = new FormData();
form.append("draft", "yes");
form.append("name", "Ada");
if (form.has("draft")) form.delete("draft");
fetch(`https://api.example.com/people?fields=${[...form.keys()].join(",")}`, { method: "POST", body: form });
