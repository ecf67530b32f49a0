// A site that asks much of the theme: long titles, an endless word, wide and long tables, deep menus, many of everything.

export const LONG_TITLE =
  'Conduire la dématérialisation progressive des procédures d’instruction des autorisations d’urbanisme dans les communes nouvelles, de la première délibération au bilan partagé avec les services';
export const LONG_WORD = 'Anticonstitutionnellement'.repeat(3).slice(0, 60);

const head = (fields) => `---\n${Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n')}\n---\n\n`;
const many = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const SENTENCE = 'Le service instructeur reçoit la demande, vérifie qu’elle est complète et répond dans le délai que fixe le code.';

/** Its files, path → text. */
export function demandingSite() {
  const tags = many(40, (i) => `mot-clé numéro ${i + 1}`);
  const files = {
    'site.toml': `title = "Le classeur d’une collectivité au nom particulièrement long"
language = "fr"
[checks]
"*" = "off"
[[menu]]
page = "fiches/_index.md"
[[menu]]
page = "procedures/_index.md"
[[menu]]
page = "profonde/_index.md"
[[menu.children]]
page = "profonde/deuxieme/_index.md"
[[menu.children.children]]
page = "profonde/deuxieme/troisieme/_index.md"
[[menu.children]]
title = "Une entrée de menu dont le titre est bien trop long pour un menu"
page = "glossaire.md"
${many(5, (i) => `[[menu]]\ntitle = "Autre rubrique ${i + 1}"\npage = "glossaire.md"\n`).join('')}`,
    'content/_index.md': head({ titre: 'Accueil', resume: SENTENCE }) + many(3, (i) => `## Partie ${i}\n\n${SENTENCE}\n`).join('\n'),
    'content/glossaire.md': `${head({ titre: 'Glossaire' })}::: lexique ${LONG_WORD}\n${SENTENCE}\n:::\n\n::: lexique Instruction\n${SENTENCE}\n:::\n`,
    'content/fiches/_index.md': head({ titre: 'Fiches', resume: SENTENCE }),
    'content/fiches/titre.md':
      head({ titre: LONG_TITLE, resume: SENTENCE.repeat(2), statut: 'validee', mots_cles: tags, cout: 'moyen', responsable: LONG_TITLE, prerequis: [SENTENCE, SENTENCE] }) +
      `## ${LONG_TITLE}\n\n${SENTENCE}\n\n### ${LONG_WORD}\n\n${SENTENCE} ${LONG_WORD} \`${LONG_WORD.repeat(3)}\` <https://exemple.fr/${'chemin/'.repeat(30)}>\n\n## Vide\n\n## Vide aussi\n\n### Et encore\n\n> ${SENTENCE} ${LONG_WORD}\n\n::: attention ${LONG_TITLE}\n${LONG_WORD}\n:::\n\n::: details ${LONG_TITLE}\n${SENTENCE}\n:::\n\n- [ ] ${SENTENCE}\n- [x] ${LONG_WORD}\n\n::: afom\n### Atouts\n- ${LONG_WORD}\n### Faiblesses\n- ${SENTENCE}\n### Opportunités\n- a\n### Menaces\n- b\n:::\n\n::: carte-mentale ${LONG_TITLE}\n- ${LONG_TITLE}\n  - ${SENTENCE}\n  - ${LONG_WORD}\n    - c\n:::\n`,
    'content/fiches/mot.md': head({ titre: LONG_WORD, resume: LONG_WORD, mots_cles: [LONG_WORD], statut: 'a-revoir' }) + `${LONG_WORD}\n`,
    'content/fiches/tables.md': [
      head({ titre: 'Des tables', statut: 'brouillon' }),
      `| ${many(8, (i) => `Colonne ${i + 1}`).join(' | ')} |\n|${'---|'.repeat(8)}\n`,
      many(100, (row) => `| ${many(8, (i) => `Cellule ${row}.${i}`).join(' | ')} |`).join('\n'),
      `\n\n| ${LONG_WORD} | b |\n|---|---:|\n| a | ${LONG_WORD} |\n\n\`\`\`\n${'x'.repeat(300)}\n\`\`\`\n`,
    ].join(''),
    'content/procedures/_index.md': head({ titre: 'Procédures', resume: SENTENCE }),
    'content/procedures/douze.md':
      head({ titre: 'Douze phases', resume: SENTENCE, roles: many(12, (i) => `Rôle ${i}`) }) +
      many(12, (i) => `## ${i + 1}. ${i % 3 ? `Phase ${i + 1}` : LONG_TITLE}\n\nDurée : ${i + 1} semaines\n\n### Tâches\n\n- ${SENTENCE}\n- ${LONG_WORD}\n\n### Personnes ressources\n\n- ${i % 2 ? 'Rôle 1' : LONG_TITLE}\n\n### Outils\n\n- Tableur\n\n### Points de vigilance\n\n- ${SENTENCE}\n`).join('\n'),
    'content/benchmarks/large.md':
      head({
        titre: 'Six solutions', resume: SENTENCE, echelle: { min: 0, max: 4 },
        criteres: many(8, (i) => ({ id: `c${i}`, nom: i ? `Critère numéro ${i}` : LONG_TITLE, poids: i + 1 })),
        solutions: many(6, (i) => ({ id: `s${i}`, nom: i ? `Solution ${i}` : LONG_WORD, version: '1', licence: 'GPL-3.0-only' })),
      }) + `## Comparaison\n\n| Critère | ${many(6, (i) => `s${i}`).join(' | ')} |\n|${'---|'.repeat(7)}\n${many(8, (c) => `| c${c} | ${many(6, (s) => (c + s) % 5).join(' | ')} |`).join('\n')}\n`,
    'content/modeles/lettre.md': head({ titre: 'Lettre', resume: SENTENCE }) + `Madame {{nom_de_la_personne_destinataire_du_courrier_et_de_ses_pieces_jointes}}, XXXX [à compléter]\n\n${SENTENCE}\n`,
    'content/fiches/tout.md':
      head({ titre: 'De tout', resume: SENTENCE, statut: 'en-relecture', licence: 'CC-BY-NC-4.0 AND MIT', image: 'plan.svg', images: { 'plan.svg': { alt: 'Plan', auteur: LONG_TITLE, licence: 'CC0-1.0' } } }) +
      [
        '## Titres', '### Un', '#### Deux', '##### Trois', '###### Quatre', SENTENCE, '* * *',
        `<abbr title="Direction">D</abbr> [[nulle part]] ![Absente](absente.png)`,
        '![Plan](plan.svg "Le plan")', '::: figure Le plan\n![Plan](plan.svg)\n:::', '| a |\n|:-:|\n| b |', '```diff\n-un\n+deux\n```', '```toml {2} title="un/chemin/de/fichier.toml"\n[a]\nb = 1\n```',
        `::: telechargement ${LONG_TITLE}{fichier="plan.svg"}\n:::`, '[Le plan](plan.svg)',
        '::: evenements\n- [Système] Un\n- [Question] Deux\n:::', '## Vide', '## Sources', SENTENCE,
      ].join('\n\n'),
    'content/fiches/plan.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><title>Plan</title><path d="M0 0h600v300z"/></svg>',
    'content/procedures/sans-phase.md': head({ titre: 'Sans phase', resume: SENTENCE, statut: 'brouillon' }) + `## Contexte\n\n${SENTENCE}\n\n## Outils\n\n- ${SENTENCE}\n`,
    'content/profonde/_index.md': head({ titre: 'Profonde' }),
    'content/profonde/deuxieme/_index.md': head({ titre: LONG_TITLE }),
    'content/profonde/deuxieme/troisieme/_index.md': head({ titre: 'Troisième' }),
    'content/profonde/deuxieme/troisieme/page.md': head({ titre: 'Au fond', resume: SENTENCE }) + SENTENCE,
  };
  for (let i = 0; i < 300; i++) {
    files[`content/nombreuses/f${i}.md`] = head({ titre: `Fiche ${i}`, type: 'fiche', resume: SENTENCE, cout: ['faible', 'moyen', 'eleve'][i % 3], mots_cles: [tags[i % 40]] });
  }
  return files;
}

/** The pages to look at. */
export const DEMANDING = [
  '', 'fiches/', 'fiches/titre/', 'fiches/mot/', 'fiches/tables/', 'fiches/tout/', 'procedures/douze/', 'procedures/sans-phase/', 'benchmarks/large/', 'modeles/lettre/', 'glossaire/',
  'nombreuses/', 'nombreuses/filtre/cout/faible/', 'profonde/deuxieme/troisieme/page/', 'mots-cles/', 'recherche/?q=instruction', 'plan/',
];
