const bytes = new TextEncoder().encode("hi");
fetch("https://api.example.com/notes", { method: "POST", body: `${bytes}` });
