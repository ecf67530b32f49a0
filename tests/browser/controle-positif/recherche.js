// A stand-in for the search: titles that hold every word.
const titres = { 'ouvrir-un-jardin': 'Ouvrir un jardin partagé', 'preter-une-salle': 'Prêter une salle' };
const mots = (new URLSearchParams(location.search).get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
const liste = document.querySelector('#resultats');
for (const [nom, titre] of Object.entries(titres)) {
  if (!mots.length || !mots.every((mot) => titre.toLowerCase().includes(mot))) continue;
  const lien = Object.assign(document.createElement('a'), { href: `../procedures/${nom}/index.html`, textContent: titre });
  const item = document.createElement('li');
  item.append(lien);
  liste.append(item);
}
liste.removeAttribute('aria-busy');
