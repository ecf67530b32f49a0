document.cookie = 'trace=1';
localStorage.setItem('trace', '1');
console.error('une erreur');
throw new Error('une exception');
