// Search in the index that the build made (src/search/mod.rs says what each file holds), a few small files at a time.
// Nothing is loaded before a search box is touched. resultats.js, on the page of results, is built on this. Word rules are those of src/search/{fold,words}.rs.
(() => {
  const form = document.querySelector('form[role=search]');
  if (!form || form.dataset.ready) return;
  form.dataset.ready = 'yes';
  const folder = new URL('.', form.action);
  const root = new URL('..', folder);
  const input = form.elements.q;
  const END = '\uffff';

  // ── Words ──
  const LETTERS = { œ: 'oe', æ: 'ae', ß: 'ss', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i', ς: 'σ' };
  const fold = (text) =>
    text
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .replace(/[ºª]/g, ' ')
      .replace(/№/g, 'n ')
      .normalize('NFKC')
      .replace(/[’‘ʼ′]/g, "'")
      .replace(/[‐‑]/g, '-')
      .replace(/[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/g, ' $& ')
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[œæßþøłđðıς]/g, (letter) => LETTERS[letter])
      .normalize('NFC');
  const TIED = /[\p{Alphabetic}\p{N}]+(?:['-][\p{Alphabetic}\p{N}]+)*/gu;
  const ELISION = /^(?:[ldcjmnst]|(?:jus|lors|puis|quoi|pres)?qu)'(?=.)/;
  const cut = (word) => (word.length > 64 ? [...word].slice(0, 64).join('') : word);
  // What is tied by hyphens and apostrophes: its words, and the whole when there are several.
  const units = (text) =>
    (fold(text).match(TIED) ?? []).map((tied) => {
      const parts = tied.split('-').flatMap((part) => part.replace(ELISION, '').split("'"));
      const whole = parts.reduce((a, b) => a + (/\d$/.test(a) && /^\d/.test(b) ? '-' : '') + b);
      return { parts: parts.map(cut), whole: parts.length > 1 ? cut(whole) : null };
    });
  // At most one letter wrong, missing, doubled or swapped with the next: 1; otherwise how many, up to 3.
  const distance = (a, b) => {
    if (Math.abs(a.length - b.length) > 2) return 3;
    let [above, row] = [[], [...Array(b.length + 1).keys()]];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], above[j - 2] + 1);
      }
      [above, row] = [row, next];
    }
    return row[b.length];
  };

  // ── Files ──
  const files = new Map();
  const arrived = new Map();
  window.classeur = (name, content) => arrived.get(name)?.(content);
  const load = (name, query = '') => {
    if (!files.has(name)) {
      const file = new Promise((resolve, reject) => {
        arrived.set(name, resolve);
        const script = document.createElement('script');
        script.src = new URL(`${name}.js${query}`, folder);
        script.onerror = () => reject(files.delete(name));
        script.onload = () => script.remove();
        document.head.append(script);
      });
      files.set(name, file);
    }
    return files.get(name);
  };
  const memo = (make) => {
    const made = new Map();
    return (key) => made.get(key) ?? (made.set(key, make(key)), made.get(key));
  };
  const numbers = (text) => {
    const out = [];
    for (let at = 0, value = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 92) value = value * 34 + code - 93;
      else [value] = [0, out.push(value * 57 + code - 35)];
    }
    return out;
  };
  let index;
  const open = async (query) => {
    index = await load('index', query);
    if (index.names) return;
    index.common = new Set(index.functionWords.split(' '));
    index.ends = new Set(index.endings.split(' '));
    index.names = new Map();
    for (const group of index.synonyms) {
      const names = group.map(units);
      names.forEach((name, at) => {
        const others = names.filter((_, other) => other !== at);
        index.names.set(key(name), [...(index.names.get(key(name)) ?? []), ...others]);
      });
    }
  };
  const key = (name) => name.map(({ parts }) => parts.join('-')).join(' ');
  const lists = memo(async (name) => (await load(name)).split(' '));
  // Postings (1) or places (2) of a term.
  const numbersOf = async (which, term) => {
    const shard = index.postings.filter(([first]) => first <= term).pop();
    return numbers((await lists(shard[which]))[term - shard[0]]);
  };

  // ── Dictionary ──
  const families = new Map();
  const entries = [];
  const dictionary = memo(async (name) => {
    let [written, term, family] = ['', 0, 0];
    const found = (await load(name)).split(' ').map((item) => {
      const [, shared, rest, groups, stem] = /^(.)([^;*]*)([^*]*)\*?(.*)$/.exec(item);
      written = written.slice(0, parseInt(shared, 36)) + rest;
      const terms = groups.split(';').slice(1).map((group) => {
        const [step, familyStep] = group.slice(1).split('.');
        term += parseInt(step, 36);
        family += parseInt(familyStep, 36);
        families.set(family, (families.get(family) ?? new Set()).add(term));
        return { term, family, often: parseInt(group[0], 36) };
      });
      const entry = { word: fold(written), written, terms, often: Math.max(-1, ...terms.map(({ often }) => often)) };
      if (stem) entry.stem = family += parseInt(stem, 36);
      return entry;
    });
    entries.push(...found);
    return found;
  });
  const tails = memo(async (name) => {
    let tail = '';
    return (await load(name)).split(' ').map((item) => {
      const [start, heads] = item.split(';');
      tail = tail.slice(0, parseInt(start[0], 36)) + start.slice(1);
      return [tail, heads];
    });
  });
  const range = async (table, from, to, read) => {
    const shards = table.filter(([first], at) => first <= to && !(table[at + 1]?.[0] <= from));
    return (await Promise.all(shards.map(([, name]) => read(name)))).flat();
  };
  const lookUp = (from, to = from) => range(index.dictionary, from, to, dictionary);
  // Words one mistake away.
  const nearby = async (word) => {
    const near = (await lookUp(word.slice(0, 2), word.slice(0, 2) + END)).filter((entry) => entry.terms.length && distance(word, entry.word) < 2);
    for (const tail of new Set([word.slice(1), word.slice(2), word.slice(3), word[1] + word.slice(3)])) {
      for (const [, heads] of (await range(index.tails, tail, tail, tails)).filter(([of]) => of === tail)) {
        for (const head of heads.match(/../gu)) {
          if (distance(word, head + tail) > 1) continue;
          near.push(...(await lookUp(head + tail)).filter((entry) => entry.word === head + tail));
        }
      }
    }
    return near.sort((a, b) => b.often - a.often);
  };
  // What a word as it is typed means: terms and how much each counts.
  const meaning = async (word, typing, spelled) => {
    const terms = new Map();
    const add = (term, weight) => terms.set(term, Math.max(weight, terms.get(term) ?? 0));
    const addFamily = (family, weight) => families.get(family)?.forEach((term) => add(term, weight));
    const addEntry = (entry, weight) =>
      entry.terms.forEach(({ term, family }) => {
        add(term, weight);
        addFamily(family, weight * 0.4);
      });
    const addLonger = async (weight) => {
      const longer = (await lookUp(word, word + END)).filter((entry) => entry.word.startsWith(word) && entry.word !== word && entry.terms.length);
      longer.sort((a, b) => b.often - a.often).slice(0, 20).forEach((entry) => entry.terms.forEach(({ term }) => add(term, weight)));
    };
    (await lookUp(word)).filter((entry) => entry.word === word).forEach((entry) => addEntry(entry, 1));
    if (typing) await addLonger(terms.size ? 0.3 : 0.6);
    if (!terms.size && word.length > 3) {
      const before = new Map((await lookUp(word.slice(0, 3), word)).map((entry) => [entry.word, entry]));
      for (let at = word.length - 1; at > 2 && !terms.size; at--) {
        const [entry, ending] = [before.get(word.slice(0, at)), word.slice(at)];
        if (!entry || !index.ends.has(ending)) continue;
        if (/^(s|x|e|es)$/.test(ending)) addEntry(entry, 1);
        if (entry.stem !== undefined && (at > 3 || ending.length < 3)) addFamily(entry.stem, 0.5);
      }
    }
    if (!terms.size && word.length > 2) await addLonger(0.6);
    if (!terms.size && word.length > 4 && !/\d/.test(word)) {
      let near = await nearby(word);
      // A word of the same root that no rule of endings tells: *écoconception*, *écoconcevoir*.
      const shared = (entry) => [...word].findIndex((letter, at) => letter !== entry.word[at]);
      for (let long = word.length; !near.length && long > 5 && long > word.length / 2; long--) {
        near = (await lookUp(word.slice(0, long), word.slice(0, long) + END)).filter((entry) => entry.terms.length && shared(entry) === long);
      }
      near.slice(0, 8).forEach((entry) => addEntry(entry, 0.6));
      if (near.length) spelled.set(word, near[0].written);
    }
    return terms;
  };

  // ── Query ──
  const parse = (text) => {
    const slots = [];
    let plain = [];
    for (const [, minus, , phrase, word] of text.matchAll(/(?<!\S)(-?)(?:(["“«])([^"”»]*)(?:["”»]|$)|(\S+))/g)) {
      const found = units(phrase ?? word ?? '');
      if (!found.length) continue;
      if (phrase === undefined && !minus) plain.push(...found);
      else slots.push({ phrase: phrase !== undefined, not: Boolean(minus), ways: [found.flatMap(({ parts }) => parts)] });
    }
    const telling = plain.filter(({ parts }) => parts.some((part) => !index.common.has(part)));
    const last = plain[plain.length - 1];
    for (let at = 0; at < plain.length; at++) {
      const unit = plain[at];
      const next = plain[at + 1];
      const ways = unit.whole ? [[unit.whole], unit.parts] : [unit.parts];
      let taken = 1;
      if (/^[lrda]$/.test(unit.parts) && /^\d/.test(next?.whole)) {
        ways.push([unit.parts + next.whole]);
        ways.shift();
        taken = 2;
      }
      for (let length = plain.length - at; length > 0; length--) {
        const others = index.names.get(key(plain.slice(at, at + length)));
        if (!others) continue;
        if (length > taken) ways.splice(0, 9, plain.slice(at, at + length).flatMap(({ parts }) => parts));
        ways.push(...others.map((other) => other.flatMap(({ parts }) => parts)));
        taken = Math.max(taken, length);
        break;
      }
      if (taken > 1 || ways.length > 1 || !telling.length || telling.includes(unit)) {
        slots.push({ ways, last: plain[at + taken - 1] === last && !/\s$/.test(text) });
      }
      at += taken - 1;
    }
    return slots;
  };
  const rarity = (count) => Math.log(1 + (index.sheets - count + 0.5) / (count + 0.5));
  // Sheets that hold one of `terms`, and how much it says of each.
  const holding = async (terms) => {
    const best = new Map();
    await Promise.all([...terms].map(async ([term, weight]) => {
      const found = await numbersOf(1, term);
      for (let at = 1, sheet = -1; at < found.length; at += 2) {
        sheet += found[at] + 1;
        best.set(sheet, Math.max(best.get(sheet) ?? 0, weight * found[at + 1]));
      }
    }));
    const of = rarity(best.size);
    best.forEach((score, sheet) => best.set(sheet, score * of));
    return best;
  };
  const placesOf = async (terms) => {
    const places = new Map();
    await Promise.all([...terms.keys()].map(async (term) => {
      const [sheets, found] = await Promise.all([numbersOf(1, term), numbersOf(2, term)]);
      for (let at = 1, sheet = -1, from = 0; at < sheets.length; at += 2) {
        sheet += sheets[at] + 1;
        const of = places.get(sheet) ?? new Set();
        let place = 0;
        for (let left = found[from++]; left > 0; left--) of.add((place += found[from++]));
        places.set(sheet, of);
      }
    }));
    return places;
  };
  const both = (maps) =>
    maps.reduce((a, b) => new Map([...a].filter(([sheet]) => b.has(sheet)).map(([sheet, score]) => [sheet, score + b.get(sheet)])));
  const sheetsOf = async (slot, typing, seen, spelled) => {
    const found = new Map();
    for (const [at, way] of slot.ways.entries()) {
      let words = way.filter((word) => !index.common.has(word));
      if (!words.length || slot.ways.length + way.length === 2) words = way;
      const exact = slot.phrase || slot.not;
      const meanings = await Promise.all(words.map((word, of) => meaning(word, !exact && typing && slot.last && of === words.length - 1, spelled)));
      if (exact) meanings.forEach((terms) => terms.forEach((weight, term) => weight < 0.5 && terms.delete(term)));
      if (!slot.not) meanings.forEach((terms) => terms.forEach((weight, term) => weight > 0.3 && seen.add(term)));
      let sheets = both(await Promise.all(meanings.map(holding)));
      if (slot.phrase && words.length > 1 && !words.some((word) => index.common.has(word))) {
        const places = await Promise.all(meanings.map(placesOf));
        const steps = words.map((word, of) => way.indexOf(word, of) - way.indexOf(words[0]));
        const follows = (sheet) => [...places[0].get(sheet)].some((place) => steps.every((step, of) => places[of].get(sheet).has(place + step)));
        sheets = new Map([...sheets].filter(([sheet]) => follows(sheet)));
      }
      sheets.forEach((score, sheet) => found.set(sheet, Math.max(found.get(sheet) ?? 0, at ? score * 0.8 : score)));
    }
    return found;
  };
  // Sheets in order, the best first; words to mark; words that were corrected.
  const search = async (text, typing) => {
    const slots = parse(text);
    const [seen, spelled, total] = [new Set(), new Map(), new Map()];
    const found = await Promise.all(slots.map((slot) => sheetsOf(slot, typing, seen, spelled)));
    const wanted = found.filter((_, at) => !slots[at].not);
    for (const sheets of wanted) {
      sheets.forEach((score, sheet) => {
        const [count, sum] = total.get(sheet) ?? [0, 0];
        total.set(sheet, [count + 1, sum + score]);
      });
    }
    slots.forEach((slot, at) => slot.not && found[at].forEach((_, sheet) => total.delete(sheet)));
    slots.forEach((slot, at) => slot.phrase && !slot.not && total.forEach((_, sheet) => found[at].has(sheet) || total.delete(sheet)));
    const all = wanted.length;
    const most = Math.max(0, ...[...total.values()].map(([count]) => count));
    const enough = Math.min(most, all < 3 ? all : Math.ceil((all * 2) / 3));
    const sheets = [...total].filter(([, [count]]) => count >= enough);
    sheets.sort(([a, [aCount, aSum]], [b, [bCount, bSum]]) => (bCount === all) - (aCount === all) || bSum - aSum || a - b);
    const marks = new Set(entries.filter(({ terms }) => terms.some(({ term }) => seen.has(term))).map(({ word }) => word));
    for (const pair of index.irregular) if (pair.some((word) => marks.has(word))) pair.forEach((word) => marks.add(word));
    return { sheets: sheets.map(([sheet]) => sheet), marks, spelled };
  };
  const sheet = async (at) => (await load(`t/${index.texts}/${Math.floor(at / index.perFile)}`))[at % index.perFile];
  // Words of the query that no sheet holds, replaced by the nearest ones.
  const suggestion = async (text) => {
    let better = text;
    for (const word of new Set(units(text).flatMap(({ parts }) => parts))) {
      const start = word.slice(0, word.length > 4 ? 2 : 1);
      if (word.length < 4 || /\d/.test(word) || (await meaning(word, false, new Map())).size) continue;
      const near = (await lookUp(start, start + END)).filter((entry) => entry.terms.length);
      const ranked = near.map((entry) => [distance(word, entry.word), entry]).filter(([far]) => far < (word.length > 5 ? 3 : 2));
      ranked.sort(([a, one], [b, other]) => a - b || other.often - one.often);
      if (ranked.length) better = better.split(/(\s+)/).map((typed) => (units(typed).some(({ parts }) => parts.includes(word)) ? ranked[0][1].written : typed)).join('');
    }
    return better === text ? null : better;
  };
  // A search that finds nothing is that of the nearest words, which are offered.
  const searchOrNear = async (text, typing) => {
    const found = await search(text, typing);
    const better = found.sheets.length || typing ? null : await suggestion(text);
    return better ? { ...(await search(better)), better } : found;
  };
  // A search is tried again with a new manifest when a file of the last one is gone: the site was published meanwhile.
  const trySearch = async (text, typing) => {
    try {
      await open();
      return await searchOrNear(text, typing);
    } catch {
      files.clear();
      await open(`?${Date.now()}`);
      return searchOrNear(text, typing);
    }
  };

  // ── Passages ──
  const PIECE = /[\p{Alphabetic}\p{N}\u0300-\u036f\u00ad]+/gu;
  const WRITTEN = /[\p{Alphabetic}\p{N}\u0300-\u036f\u00ad]+(?:['’‐‑-][\p{Alphabetic}\p{N}\u0300-\u036f\u00ad]+)*/gu;
  const hits = (text, marks) =>
    [...text.matchAll(WRITTEN)].flatMap(({ 0: written, index: at }) => {
      if (units(written).some(({ whole }) => whole && marks.has(whole))) return [[at, at + written.length, fold(written)]];
      const pieces = [...written.matchAll(PIECE)].map(({ 0: piece, index: from }) => [at + from, at + from + piece.length, fold(piece)]);
      return pieces.filter(([, , word]) => marks.has(word));
    });
  // The index holds texts as they were typed; these marks are as long as what they replace.
  const typeset = (text) =>
    document.documentElement.lang.startsWith('fr') ? text.replaceAll("'", '’').replace(/ (?=[:;!?»])/g, '\u00a0').replaceAll('« ', '«\u00a0') : text;
  const marked = (text, found, from = 0, to = text.length) => {
    text = typeset(text);
    const out = document.createDocumentFragment();
    let at = from;
    for (const [start, end] of found.filter(([start, end]) => start >= from && end <= to)) {
      const mark = element('mark', text.slice(start, end));
      out.append(text.slice(at, start), mark);
      at = end;
    }
    out.append(text.slice(at, to));
    return out;
  };
  const element = (name, text = '', attributes = {}) => {
    const made = document.createElement(name);
    made.append(text);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  };
  const say = ({ dataset }, count) => (count ? (count < 2 ? dataset.one : dataset.other).replace('{n}', count.toLocaleString(document.documentElement.lang)) : dataset.none);

  // ── The box ──
  const link = (address, id = '') => new URL(address, root).href + (id && `#${encodeURIComponent(id)}`);
  const soon = (run) => {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(run, 120);
    };
  };
  const suggest = () => {
    const status = element('p', '', { role: 'status', class: 'invisible' });
    const choices = element('ul', '', { id: 'choix', role: 'listbox', 'aria-label': form.dataset.label });
    choices.hidden = true;
    form.append(choices, status);
    const attributes = { role: 'combobox', 'aria-expanded': false, 'aria-controls': 'choix', 'aria-autocomplete': 'list' };
    for (const name in attributes) input.setAttribute(name, attributes[name]);
    let [at, turn] = [-1, 0];
    const expand = (open) => {
      choices.hidden = !open;
      input.setAttribute('aria-expanded', open);
    };
    const point = (to) => {
      const count = choices.children.length + 1;
      at = ((to + 1 + count) % count) - 1;
      [...choices.children].forEach((choice, of) => choice.setAttribute('aria-selected', of === at));
      const choice = choices.children[at];
      if (choice) input.setAttribute('aria-activedescendant', choice.id);
      else input.removeAttribute('aria-activedescendant');
      choice?.scrollIntoView({ block: 'nearest' });
    };
    const close = () => {
      turn++;
      expand(false);
      point(-1);
    };
    const show = async () => {
      const mine = ++turn;
      if (!units(input.value).length) return close();
      const { sheets, marks } = await trySearch(input.value, true);
      const found = await Promise.all(sheets.slice(0, 7).map(sheet));
      if (mine !== turn || document.activeElement !== input) return;
      const rows = found.map(([address, title, kind]) => [marked(title, hits(title, marks)), link(address), kind]);
      if (sheets.length > 7) rows.push([form.dataset.all.replace('{n}', sheets.length), `${form.action}?q=${encodeURIComponent(input.value)}`, '']);
      choices.replaceChildren(
        ...rows.map(([text, to, kind], of) => {
          const choice = element('li', text, { id: `choix-${of}`, role: 'option', 'data-to': to });
          if (kind) choice.append(element('small', kind));
          return choice;
        }),
      );
      status.textContent = say(form, sheets.length);
      expand(rows.length > 0);
      point(-1);
    };
    input.addEventListener('input', soon(show));
    input.addEventListener('focus', () => open().catch(() => {}), { once: true });
    input.addEventListener('blur', close);
    choices.addEventListener('pointerdown', (event) => event.preventDefault());
    choices.addEventListener('click', (event) => (location.href = event.target.closest('li').dataset.to));
    input.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && choices.hidden) show();
      else if (step) point(at + step);
      else if (event.key === 'Enter' && at >= 0) location.href = choices.children[at].dataset.to;
      else if (event.key === 'Escape' && !choices.hidden) close();
      else return;
      event.preventDefault();
    });
  };

  // The page of results has a script of its own.
  if (!document.getElementById('resultats')) suggest();

  Object.assign(window.classeur, {
    element,
    facets: async (read) => read(await load(index.facets)),
    form,
    hits,
    input,
    link,
    marked,
    memo,
    numbers,
    say,
    search: trySearch,
    sheet,
    soon,
    typeset,
    units,
    words: (text) => units(text).flatMap(({ parts, whole }) => (whole ? [whole, ...parts] : parts)),
  });
})();
