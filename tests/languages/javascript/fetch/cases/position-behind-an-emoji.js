const name = "😀 smile";
fetch(`https://api.example.com/${name.slice(3)}`);
