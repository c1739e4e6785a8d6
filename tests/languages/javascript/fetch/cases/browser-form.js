fetch('https://api.example.com/v1/crates', { method: 'POST', body: new FormData(document.forms[0]) });
