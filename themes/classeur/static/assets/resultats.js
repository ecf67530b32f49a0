// The page of results: lists, passages, facets, history. What finds is recherche.js, which runs before.
(() => {
  const list = document.getElementById('resultats');
  const { element, facets, form, hits, input, link, marked, memo, numbers, say, search, sheet, soon, typeset, units } = window.classeur ?? {};
  if (!list || !form || list.dataset.ready) return;
  list.dataset.ready = 'yes';

  // Some 200 characters of `text` around as many different marked words as can be.
  const passage = (text, found) => {
    let best = [0, 0];
    for (const [start] of found) {
      const words = new Set(found.filter(([from, to]) => from >= start && to <= start + 160).map(([, , word]) => word));
      if (words.size > best[0]) best = [words.size, start];
    }
    const from = best[1] < 60 ? 0 : text.indexOf(' ', best[1] - 60) + 1;
    const cutAt = text.lastIndexOf(' ', from + 220);
    const to = from + 220 >= text.length || cutAt <= best[1] ? text.length : cutAt;
    const out = marked(text, found, from, Math.min(to, from + 400));
    if (from) out.prepend('… ');
    if (to < text.length) out.append(' …');
    return out;
  };
  const readFacets = memo(({ kinds, taxonomies, sheets }) => {
    const terms = taxonomies.flatMap(([of, , names]) => names.map((term) => [of, term, term]));
    const [all, values] = [numbers(sheets), []];
    for (let at = 0; at < all.length; at += all[at + 1] + 2) {
      values.push([['type', ...kinds[all[at]]], ...all.slice(at + 2, at + 2 + all[at + 1]).map((term) => terms[term])]);
    }
    return { names: taxonomies, values };
  });
  const result = ([address, title, kind, date, summary, sections], marks) => {
    const item = element('li');
    const heading = element('h2', element('a', marked(title, hits(title, marks)), { href: link(address) }));
    const facts = element('p', kind, { class: 'nature' });
    if (date) {
      const written = new Date(date).toLocaleDateString(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' });
      facts.append(' · ', element('time', written, { datetime: date }));
    }
    item.append(heading, facts);
    const found = [];
    for (let at = 0; at < sections.length; at += 3) {
      const [id, name, text] = sections.slice(at, at + 3);
      const [inName, inText] = [hits(name, marks), hits(text, marks)];
      const score = 2 * new Set(inName.map(([, , word]) => word)).size + new Set(inText.map(([, , word]) => word)).size;
      if (score) found.push({ id, name, text, inName, inText, score });
    }
    found.sort((a, b) => b.score - a.score);
    for (const { id, name, text, inName, inText } of found.slice(0, 3)) {
      const part = element('p');
      if (id) part.append(element('a', marked(name, inName), { href: link(address, id) }), ' ');
      part.append(passage(text, inText));
      item.append(part);
    }
    if (!found.length && summary) item.append(element('p', passage(summary, hits(summary, marks))));
    return item;
  };
  const results = (list) => {
    const [status, side, advice, more] = ['compte', 'facettes', 'conseil', 'suite'].map((id) => document.getElementById(id));
    let [turn, shown, chosen, words] = [0, 10, [], ''];
    side.parentElement.open = matchMedia('(min-width: 60em)').matches;
    const read = () => {
      const asked = new URLSearchParams(location.search);
      words = input.value = asked.get('q') ?? '';
      chosen = [...asked].filter(([of]) => of !== 'q');
    };
    const write = (way) => {
      const query = `?${new URLSearchParams([['q', words], ...chosen])}`;
      if (query !== location.search) history[way](null, '', query);
    };
    const isChosen = ([of, value]) => chosen.some(([name, text]) => name === of && text === value);
    const narrow = (by, sheets) => {
      const kept = (values, but) =>
        chosen.every(([of]) => of === but || values.some((value) => value[0] === of && isChosen(value)));
      const focused = document.activeElement?.id;
      const groups = [['type', side.dataset.kind], ...by.names].map(([of, label]) => {
        const counts = new Map();
        for (const at of sheets) {
          if (!kept(by.values[at], of)) continue;
          for (const value of by.values[at]) if (value[0] === of) counts.set(value[1], [value, (counts.get(value[1])?.[1] ?? 0) + 1]);
        }
        const rows = [...counts.values()].sort((a, b) => isChosen(b[0]) - isChosen(a[0]) || b[1] - a[1]).slice(0, 12);
        if (rows.length < 2 && !rows.some(([value]) => isChosen(value))) return '';
        const group = element('fieldset', element('legend', typeset(label)));
        rows.forEach(([value, count], row) => {
          const box = element('input', '', { type: 'checkbox', id: `${of}-${row}` });
          box.checked = isChosen(value);
          box.addEventListener('change', () => {
            chosen = chosen.filter(([name, text]) => name !== of || text !== value[1]);
            if (box.checked) chosen.push([of, value[1]]);
            write('pushState');
            show();
          });
          const label = element('label', box);
          label.append(element('span', typeset(value[2])), element('small', count));
          group.append(label);
        });
        return group;
      });
      side.replaceChildren(...groups);
      side.parentElement.hidden = !side.firstElementChild;
      if (focused) document.getElementById(focused)?.focus();
      return sheets.filter((at) => kept(by.values[at]));
    };
    const show = async (typing) => {
      const mine = ++turn;
      list.setAttribute('aria-busy', true);
      try {
        const asked = units(words).length > 0;
        const found = asked ? await search(words, typing) : { sheets: [] };
        const by = asked && found.sheets.length ? await facets(readFacets) : null;
        const { better } = found;
        if (mine !== turn) return;
        side.parentElement.hidden = true;
        const kept = by ? narrow(by, found.sheets) : [];
        const items = await Promise.all(kept.slice(0, shown).map(async (at) => result(await sheet(at), found.marks)));
        if (mine !== turn) return;
        list.replaceChildren(...items);
        status.textContent = asked ? say(form, better ? 0 : kept.length) : '';
        advice.replaceChildren();
        if (better) advice.append(`${advice.dataset.better} `, element('a', better, { href: `?q=${encodeURIComponent(better)}` }));
        else if (found.spelled?.size) advice.append(`${advice.dataset.spelled} ${[...found.spelled.values()].join(', ')}`);
        more.hidden = kept.length <= shown;
      } catch {
        status.textContent = list.dataset.error;
      }
      if (mine === turn) list.setAttribute('aria-busy', false);
    };
    const typed = soon(() => {
      words = input.value;
      shown = 10;
      write('replaceState');
      show(true);
    });
    input.addEventListener('input', () => {
      list.setAttribute('aria-busy', true);
      typed();
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      words = input.value;
      write('pushState');
      show();
    });
    more.addEventListener('click', async () => {
      const next = shown;
      shown += 10;
      await show();
      list.children[next]?.querySelector('a').focus();
    });
    addEventListener('popstate', () => {
      read();
      show();
    });
    read();
    show();
  };
  results(list);
})();
