// The preview in the browser: keeps the page as its author last saved it, and says what is wrong.
// It is served by `classeur serve` only and is no part of a published site.
(() => {
  'use strict';
  const own = document.currentScript;
  const french = own.dataset.language !== 'en';
  const words = french
    ? {
        errors: (n) => (n > 1 ? `${n} erreurs` : '1 erreur'),
        warnings: (n) => (n > 1 ? `${n} avertissements` : '1 avertissement'),
        more: (n) => `… et ${n} de plus : elles sont dans le terminal.`,
        open: 'Ouvrir dans l’éditeur', hide: 'Masquer (Échap)', show: 'Revoir les erreurs', close: 'Fermer', panel: 'Aperçu',
        beneath: 'Dessous : la dernière version sans erreur de ce qui ne peut être lu.',
        lost: 'Aperçu arrêté : en attente du serveur…', file: 'Fichier', status: 'Statut', none: 'Aucun avertissement sur cette page',
        weight: 'Poids', requests: (n, k) => `${k} ko non compressés en ${n} requête${n > 1 ? 's' : ''}`,
        in: 'Pages qui mènent ici', out: 'Liens de cette page', blocked: 'Demandé à un autre site et bloqué, comme chez vos lecteurs :',
        loading: 'Chargement…',
      }
    : {
        errors: (n) => (n > 1 ? `${n} errors` : '1 error'),
        warnings: (n) => (n > 1 ? `${n} warnings` : '1 warning'),
        more: (n) => `… and ${n} more: they are in the terminal.`,
        open: 'Open in the editor', hide: 'Hide (Esc)', show: 'Show errors again', close: 'Close', panel: 'Preview',
        beneath: 'Beneath: the last version without errors of what cannot be read.',
        lost: 'Preview stopped: waiting for the server…', file: 'File', status: 'Status', none: 'No warning on this page',
        weight: 'Weight', requests: (n, k) => `${k} kB uncompressed in ${n} request${n > 1 ? 's' : ''}`,
        in: 'Pages that lead here', out: 'Links of this page', blocked: 'Asked of another site and blocked, as for your readers:',
        loading: 'Loading…',
      };
  let base = own.getAttribute('src').replace(/client\.js$/, '');
  let { hash, number } = own.dataset;

  // ── What the server sent, beside what the page became ────────────────────────────────────────────────────────────
  // Changes are found between two versions of the server and made in the page, so that what scripts and readers did
  // to it (open details, fields, buttons added) stays.

  const OURS = 'data-classeur-preview';
  const twins = new WeakMap();
  const pair = (copy, live) => {
    twins.set(copy, live);
    for (let a = copy.firstChild, b = live.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
  };
  let known = document.documentElement.cloneNode(true);
  pair(known, document.documentElement);

  const isOurs = (node) => node.nodeType === 1 && node.hasAttribute(OURS);
  const key = (node) => (isOurs(node) ? OURS : node.nodeType === 1 ? node.outerHTML : `${node.nodeType}${node.data}`);
  const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id ?? '') === (b.id ?? '') && isOurs(a) === isOurs(b);

  /** Pairs of equal children in order, the longest common run of them. */
  function common(old, fresh) {
    const a = old.map(key);
    const b = fresh.map(key);
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start++;
    let end = 0;
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const pairs = Array.from({ length: start }, (_, i) => [i, i]);
    const [m, n] = [a.length - start - end, b.length - start - end];
    if (m && n && m * n <= 250000) {
      const best = Array.from({ length: m + 1 }, () => new Uint32Array(n + 1));
      for (let i = m - 1; i >= 0; i--) {
        for (let j = n - 1; j >= 0; j--) {
          best[i][j] = a[start + i] === b[start + j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
        }
      }
      for (let i = 0, j = 0; i < m && j < n; ) {
        if (a[start + i] === b[start + j]) pairs.push([start + i++, start + j++]);
        else if (best[i + 1][j] >= best[i][j + 1]) i++;
        else j++;
      }
    }
    for (let i = end; i > 0; i--) pairs.push([a.length - i, b.length - i]);
    return pairs;
  }

  let changes = [];
  const changed = (node) => changes.push(node?.nodeType === 1 ? node : node?.parentElement);

  /** The child of `parent` that `live` is or is in: scripts may have wrapped it. */
  function slot(live, parent) {
    while (live && live.parentNode !== parent) live = live.parentNode;
    return live;
  }

  function adopt(fresh) {
    const live = document.importNode(fresh, true);
    pair(fresh, live);
    return live;
  }

  function patchAttributes(live, old, fresh) {
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) === value) continue;
      changed(live);
      live.setAttribute(name, (name === 'src' && swapped.get(value)) || value);
    }
    for (const { name } of old.attributes) if (!fresh.hasAttribute(name)) live.removeAttribute(name);
  }

  function patch(old, fresh) {
    const live = twins.get(old);
    twins.set(fresh, live);
    if (old.nodeType !== 1) {
      if (old.data !== fresh.data) {
        live.data = fresh.data;
        changed(live);
      }
      return;
    }
    patchAttributes(live, old, fresh);
    const olds = [...old.childNodes];
    const freshes = [...fresh.childNodes];
    const pairs = common(olds, freshes);
    // Between equal children, those of the same sort are taken to be versions of each other.
    const match = new Array(freshes.length).fill(null);
    for (const [i, j] of pairs) match[j] = i;
    pairs.push([olds.length, freshes.length]);
    let [i, j] = [0, 0];
    for (const [endOld, endFresh] of pairs) {
      for (let at = i; j < endFresh; j++) {
        const found = olds.slice(at, endOld).findIndex((candidate) => alike(candidate, freshes[j]));
        if (found < 0) continue;
        match[j] = at + found;
        at += found + 1;
      }
      i = endOld + 1;
      j = endFresh + 1;
    }
    const kept = new Set(match.filter((at) => at !== null));
    olds.forEach((child, at) => {
      if (kept.has(at)) return;
      const gone = slot(twins.get(child), live);
      changed(gone?.nextElementSibling ?? gone?.parentElement);
      removeNode(gone);
    });
    let before = null;
    for (let at = freshes.length - 1; at >= 0; at--) {
      const child = freshes[at];
      const from = match[at] === null ? null : olds[match[at]];
      const there = from && slot(twins.get(from), live);
      if (there) {
        if (isOurs(child)) twins.set(child, twins.get(from));
        else if (key(from) === key(child)) pairTwins(from, child);
        else if (!swapStylesheet(from, child)) patch(from, child);
        before = there;
      } else {
        const made = insert(live, adopt(child), before);
        if (child.nodeType === 1) changed(made);
        before = made;
      }
    }
  }

  /** The same content twice: the copy stands for the same nodes. */
  function pairTwins(old, fresh) {
    twins.set(fresh, twins.get(old));
    for (let a = old.firstChild, b = fresh.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pairTwins(a, b);
  }

  const isStylesheet = (node) => node.nodeName === 'LINK' && /\bstylesheet\b/i.test(node.rel);

  /** The new stylesheet is loaded beside the old one, which goes once it is there: no flash. */
  function swapStylesheet(old, fresh) {
    if (!isStylesheet(old) || !isStylesheet(fresh) || old.getAttribute('href') === fresh.getAttribute('href')) return false;
    const before = twins.get(old);
    const live = document.importNode(fresh, true);
    twins.set(fresh, live);
    const done = () => before.remove();
    live.addEventListener('load', done, { once: true });
    live.addEventListener('error', done, { once: true });
    before.after(live);
    return true;
  }

  function removeNode(node) {
    node?.remove();
  }

  function insert(parent, node, before) {
    parent.insertBefore(node, before);
    return node;
  }

  // ── Taking a new version ─────────────────────────────────────────────────────────────────────────────────────────

  const scripts = (root) => [...root.querySelectorAll('script')].filter((script) => !isOurs(script)).map((script) => script.outerHTML).join('\n');

  let taking = null;
  let again = false;
  async function take(show) {
    if (taking) {
      again = true;
      return taking;
    }
    taking = (async () => {
      do {
        again = false;
        const response = await fetch(location.pathname + location.search, { headers: { accept: 'text/html' }, cache: 'no-store' });
        if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) return location.reload();
        const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').documentElement;
        const script = fresh.querySelector(`script[${OURS}]`);
        if (!script) return location.reload();
        const token = script.getAttribute('src').replace(/client\.js$/, '');
        const restarted = token !== base;
        base = token;
        if (script.dataset.hash !== hash) {
          // What a script did cannot be undone: a page with another script begins again.
          if (scripts(known) !== scripts(fresh)) return location.reload();
          changes = [];
          patch(known, fresh);
          known = fresh;
          hash = script.dataset.hash;
          rerun();
          document.dispatchEvent(new CustomEvent('classeur:update'));
          if (show) showChange();
        }
        number = script.dataset.number;
        if (restarted) connect();
      } while (again);
    })();
    try {
      await taking;
    } finally {
      taking = null;
    }
  }

  /** Our theme's script is written to run again on what was added; others are told by `classeur:update`. */
  function rerun() {
    for (const script of document.querySelectorAll('script[src]')) {
      if (!/\/classeur(\.[^/]+)?\.js$/.test(new URL(script.src).pathname)) continue;
      const copy = document.createElement('script');
      for (const { name, value } of script.attributes) copy.setAttribute(name, value);
      const old = [...known.querySelectorAll('script')].find((known) => twins.get(known) === script);
      if (old) twins.set(old, copy);
      script.replaceWith(copy);
    }
  }

  function showChange() {
    // The text rather than a menu or a table of contents that repeats it; the first of several, and the innermost.
    const main = document.querySelector('main') ?? document.body;
    const inText = changes.filter((one) => one?.isConnected && one !== main && main.contains(one) && !one.closest('nav'));
    const element = inText.reduce((first, one) => {
      if (!first || first.contains(one)) return one;
      return first.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING && !one.contains(first) ? one : first;
    }, null);
    if (!element) return;
    const box = element.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) {
      element.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    }
    element.animate?.([{ outline: '3px solid #c80', outlineOffset: '4px' }, { outline: '3px solid transparent', outlineOffset: '4px' }], 1200);
  }

  // Images keep their address when their bytes change: another address, for the browser only, shows the new ones.
  const swapped = new Map();
  async function swapFiles(paths) {
    const wanted = paths && new Set(paths);
    const stamp = `?apercu=${number}`;
    for (const image of document.querySelectorAll('img[src], source[src], video[src], audio[src], embed[src], object[data]')) {
      const name = image.hasAttribute('src') ? 'src' : 'data';
      const address = new URL(image.getAttribute(name), location.href);
      if (address.origin !== location.origin || (wanted && !wanted.has(address.pathname))) continue;
      const written = image.getAttribute(name).replace(/\?apercu=\d+$/, '');
      const fresh = written + stamp;
      if (image.nodeName === 'IMG') {
        const loaded = new Image();
        loaded.src = new URL(fresh, location.href);
        await loaded.decode().catch(() => {});
      }
      swapped.set(written, fresh);
      image.setAttribute(name, fresh);
    }
    for (const image of document.querySelectorAll('img[srcset], source[srcset]')) {
      if (!wanted || image.srcset.split(',').some((one) => wanted.has(new URL(one.trim().split(' ')[0], location.href).pathname))) {
        const written = image.getAttribute('srcset').replace(/\?apercu=\d+/g, '');
        image.srcset = written.replace(/([^\s,]+)(\s[^,]*)?(,|$)/g, (_, url, size = '', end) => url + stamp + size + end);
      }
    }
    for (const link of document.querySelectorAll('link[rel~="stylesheet"], link[rel~="icon"]')) {
      const address = new URL(link.href);
      if (!wanted?.has(address.pathname)) continue;
      const copy = link.cloneNode();
      copy.href = address.pathname + stamp;
      copy.addEventListener('load', () => link.remove(), { once: true });
      link.after(copy);
      const old = [...known.querySelectorAll('link')].find((known) => twins.get(known) === link);
      if (old) twins.set(old, copy);
    }
  }

  // ── The event stream ─────────────────────────────────────────────────────────────────────────────────────────────
  // Only a tab in sight holds one: a browser has six connections to a host for all its tabs.

  let stream = null;
  let retry = 0;

  function connect() {
    disconnect();
    if (document.hidden) return;
    const query = new URLSearchParams({ url: location.pathname, hash, number });
    stream = new EventSource(`${base}events?${query}`);
    stream.onmessage = ({ data }) => receive(JSON.parse(data));
    stream.onopen = () => waiting(false);
    stream.onerror = () => {
      // What this tab has is in the query, and may be of another day by now: ask anew rather than let it repeat.
      disconnect();
      waiting(true);
      retry = setTimeout(recover, 500);
    };
  }

  function disconnect() {
    clearTimeout(retry);
    stream?.close();
    stream = null;
  }

  /** A server that was started again has another token: the page itself brings it. */
  async function recover() {
    if (document.hidden) return;
    const token = base;
    try {
      await take(false);
      waiting(false);
      if (token === base) connect();
    } catch {
      retry = setTimeout(recover, 1000);
    }
  }

  async function receive(message) {
    number = String(message.number);
    if (message.follow) return location.assign(message.follow);
    try {
      if (message.hash !== hash) await take(message.show);
      if (!message.files || message.files.length) await swapFiles(message.files);
    } catch {
      return;
    }
    if (message.wrong) showWrong(message.wrong);
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
  addEventListener('pageshow', (event) => event.persisted && connect());
  addEventListener('pagehide', disconnect);

  // ── Overlay and panel, apart from the page and its styles ────────────────────────────────────────────────────────

  const host = document.createElement('classeur-apercu');
  const shadow = host.attachShadow({ mode: 'open' });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
    @media print { :host { display: none !important; } }
    * { box-sizing: border-box; }
    button { font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 4px; padding: .15em .6em; cursor: pointer; }
    :focus-visible { outline: 3px solid #4c9aff; outline-offset: 2px; }
    [hidden] { display: none !important; }
    .overlay { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; background: #000a; padding: 3vh 3vw; }
    .sheet { max-width: 70rem; margin: 0 auto; background: #1c1b1a; color: #f2efe9; border-top: 6px solid #e5484d; border-radius: 6px; padding: 1rem 1.4rem; }
    .top { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
    h2 { font-size: 1.2rem; margin: 0; }
    article { border-top: 1px solid #55504a; margin-top: 1rem; padding-top: .8rem; }
    pre { font: 13px/1.5 ui-monospace, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 .5rem; }
    .excerpt { display: block; white-space: pre; overflow-x: auto; }
    .note { color: #c9c2b8; margin: .4rem 0 0; }
    .badge { position: fixed; right: 10px; bottom: 10px; z-index: 2147483646; background: #1c1b1a; color: #f2efe9; border-color: #8a847c; opacity: .85; }
    .badge:hover, .badge:focus-visible { opacity: 1; }
    .badge.bad { background: #b3262b; }
    .panel { position: fixed; right: 10px; bottom: 54px; z-index: 2147483646; width: min(30rem, calc(100vw - 20px)); max-height: 75vh; overflow: auto; background: #1c1b1a; color: #f2efe9; border: 1px solid #8a847c; border-radius: 6px; padding: .8rem 1rem; }
    .panel a { color: #9cc8ff; } .panel ul { margin: .2rem 0; padding-left: 1.2rem; } .panel h3 { font-size: 1em; margin: .8rem 0 .2rem; }
    dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem .8rem; margin: .4rem 0; } dt { color: #c9c2b8; } dd { margin: 0; overflow-wrap: anywhere; }`);
  shadow.adoptedStyleSheets = [style];
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children.filter((child) => child !== null));
    return element;
  };
  const list = make('div');
  const title = make('h2', { id: 'titre' });
  const beneath = make('p', { className: 'note', textContent: words.beneath });
  const hide = make('button', { type: 'button', textContent: words.hide });
  const overlay = make('div', { className: 'overlay', hidden: true }, make('section', { className: 'sheet' }, make('div', { className: 'top' }, title, hide), beneath, list));
  overlay.setAttribute('role', 'alertdialog');
  overlay.setAttribute('aria-labelledby', 'titre');
  const badge = make('button', { type: 'button', className: 'badge', textContent: words.panel });
  badge.setAttribute('aria-expanded', 'false');
  const panel = make('section', { className: 'panel', hidden: true });
  panel.setAttribute('aria-label', words.panel);
  shadow.append(panel, badge, overlay);

  let wrong = { errors: [], count: 0, warnings: 0 };
  let dismissed = false;
  let shown = '';
  const blocked = new Set();

  function place(told) {
    if (!told.file) return null;
    const button = make('button', { type: 'button', className: 'place', textContent: `${words.open} : ${told.file}:${told.line}` });
    button.addEventListener('click', () => openFile(told.file, told.line, told.column, button));
    return button;
  }

  async function openFile(file, line, column, button) {
    const response = await fetch(`${base}open`, { method: 'POST', body: new URLSearchParams({ file, line, column }) }).catch(() => null);
    if (response && !response.ok) button.after(make('p', { className: 'note', textContent: await response.text() }));
  }

  /** The terminal's text: its prose wraps as wide as the window is, its excerpts keep their columns. */
  function said(text) {
    const pre = make('pre');
    for (const part of text.replace(/\n {6,}(?![|\s=])/g, ' ').split(/((?:^ *\d* *\|.*\n?)+)/m)) {
      if (part) pre.append(/^ *\d* *\|/.test(part) ? make('span', { className: 'excerpt', textContent: part.replace(/\n$/, '') }) : part);
    }
    return pre;
  }

  function showWrong(next) {
    wrong = next;
    beneath.hidden = !next.kept;
    const text = JSON.stringify(next.errors);
    if (text !== shown) {
      // New errors are shown even if older ones were hidden.
      if (next.errors.length) dismissed = false;
      shown = text;
      title.textContent = words.errors(next.count);
      list.replaceChildren(...next.errors.map((told) => make('article', {}, said(told.text), place(told))));
      if (next.count > next.errors.length) list.append(make('p', { className: 'note', textContent: words.more(next.count - next.errors.length) }));
    }
    render();
    if (!panel.hidden) fillPanel();
  }

  function render() {
    overlay.hidden = dismissed || wrong.count === 0;
    badge.classList.toggle('bad', wrong.count > 0 || lost);
    badge.textContent = lost ? words.lost : wrong.count ? words.errors(wrong.count) : wrong.warnings ? words.warnings(wrong.warnings) : words.panel;
    // The page's own scripts and the morphing leave our element alone: it is beside the page, not in it.
    if (!host.isConnected) document.documentElement.append(host);
  }

  let lost = false;
  let losing = 0;
  function waiting(is) {
    clearTimeout(losing);
    if (!is) {
      lost = false;
      render();
    } else if (!lost) {
      // A stream that is found again at once is no news.
      losing = setTimeout(() => {
        lost = true;
        render();
      }, 1500);
    }
  }

  hide.addEventListener('click', () => {
    dismissed = true;
    render();
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (!overlay.hidden) dismissed = true;
    else if (!panel.hidden) togglePanel();
    else return;
    event.stopPropagation();
    render();
  }, true);
  badge.addEventListener('click', () => {
    if (wrong.count && dismissed) {
      dismissed = false;
      return render();
    }
    togglePanel();
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    if (event.blockedURI.startsWith('http')) blocked.add(event.blockedURI);
  });

  function togglePanel() {
    panel.hidden = !panel.hidden;
    badge.setAttribute('aria-expanded', String(!panel.hidden));
    if (!panel.hidden) fillPanel();
  }

  function weight() {
    const entries = [...performance.getEntriesByType('navigation').slice(0, 1), ...performance.getEntriesByType('resource')].filter(({ name }) => !name.includes('/-classeur-/') && !name.includes('?apercu='));
    // The page itself is asked again after each save: once counts.
    const once = new Map(entries.map((entry) => [entry.name, entry]));
    const bytes = [...once.values()].reduce((sum, entry) => sum + (entry.encodedBodySize || 0), 0);
    return words.requests(once.size, Math.max(1, Math.round(bytes / 1000)));
  }

  async function fillPanel() {
    if (!panel.childNodes.length) panel.textContent = words.loading;
    const response = await fetch(`${base}panel?${new URLSearchParams({ url: location.pathname })}`).catch(() => null);
    if (!response?.ok) return;
    const { status, file, warnings, links_in, links_out } = await response.json();
    const rows = [];
    const row = (name, value) => rows.push(make('dt', { textContent: name }), make('dd', {}, value));
    if (status) row(words.status, status);
    if (file) {
      const button = make('button', { type: 'button', textContent: file, title: words.open });
      button.addEventListener('click', () => openFile(file, 1, 1, button));
      row(words.file, button);
    }
    row(words.weight, weight());
    const links = (name, all) => (all.length ? [make('h3', { textContent: `${name} (${all.length})` }), make('ul', {}, ...all.map(({ title, url }) => make('li', {}, /^(https?:|mailto:|\/)/.test(url) ? make('a', { href: url, textContent: title }) : title)))] : []);
    panel.replaceChildren(
      make('dl', {}, ...rows),
      ...(warnings.length ? warnings.map((told) => make('article', {}, said(told.text), place(told))) : [make('p', { className: 'note', textContent: words.none })]),
      ...(blocked.size ? [make('h3', { textContent: words.blocked }), make('ul', {}, ...[...blocked].map((url) => make('li', { textContent: url })))] : []),
      ...links(words.in, links_in),
      ...links(words.out, links_out),
    );
  }

  render();
  connect();
})();
