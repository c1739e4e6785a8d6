namespace Api { export const base = 'https://api.example.com' }
fetch(Api.base);
