xh https://api.example.com/scripts/ @run.js
