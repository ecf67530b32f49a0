// What is behind a link, shown over it: the sheet's title, its marks and its summary, a term's definition, a note.
// For those who point or go by the keyboard; never by touch. Loaded by classeur.js with the first link pointed at.
//
// The words are those of the page that the link leads to: fetched once, they are there already when it is followed.
// From a disk nothing can be fetched: then only the page's own notes and the definitions it holds are shown.
(() => {
  if (window.classeurPreviews) return;
  window.classeurPreviews = true;
  const LINKS = 'main .contenu a[href], .autour a[href]';
  const DELAY = { pointer: 350, focus: 600, leave: 250 };
  const home = new URL('.', document.querySelector('.marque')?.href ?? location.href).pathname;
  const pages = new Map();
  let shown; // the link whose card is shown, or is about to be
  let opening;
  let closing;

  const card = Object.assign(document.createElement('div'), { id: 'apercu', className: 'apercu', hidden: true });
  card.setAttribute('role', 'tooltip');

  const plain = (node) => {
    const copy = node?.cloneNode(true);
    for (const sign of copy?.querySelectorAll('.ancre, .retour-note, .footnote-backref, svg') ?? []) sign.remove();
    return copy?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  };

  /** The page at `url` as a document; null when it cannot be had. */
  const page = (url) => {
    const address = url.href.replace(/#.*/, '');
    if (address === location.href.replace(/#.*/, '')) return document;
    if (!pages.has(address)) {
      const read = async () => {
        const response = await fetch(address);
        if (!response.ok || !/html/.test(response.headers.get('content-type'))) return null;
        return new DOMParser().parseFromString(await response.text(), 'text/html');
      };
      pages.set(address, location.protocol === 'file:' ? null : read().catch(() => null));
    }
    return pages.get(address);
  };

  /** Title, marks and words for a link; null for none. */
  const contents = async (link, words) => {
    const url = new URL(link.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(home) || link.hasAttribute('download')) return null;
    if (!/(\/|\.html)$/.test(url.pathname)) return null;
    const at = await page(url);
    const target = url.hash ? at?.getElementById(decodeURIComponent(url.hash.slice(1))) : null;
    if (target?.matches('dt')) return { title: plain(target), text: plain(target.nextElementSibling) };
    if (target?.matches('li')) return { text: plain(target) };
    if (target?.matches('h2, h3, h4, h5, h6')) {
      const next = target.nextElementSibling;
      return at !== document && { title: plain(target), text: next?.matches('p, ul, ol') ? plain(next) : '', above: plain(at.querySelector('h1')) };
    }
    if (at && at !== document) {
      const text = plain(at.querySelector('.chapeau')) || plain(at.querySelector('.contenu > p'));
      const [kind = ''] = at.body.className.match(/genre-\S+/) ?? [];
      return { title: plain(at.querySelector('h1')), marks: at.querySelector('.tete > .signes'), text, kind };
    }
    return words ? { text: words } : null;
  };

  const part = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });

  const place = (link) => {
    const main = document.querySelector('main');
    main.append(card);
    card.hidden = false;
    const [box] = [...link.getClientRects()].slice(-1);
    const { offsetWidth: width, offsetHeight: height } = card;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    const below = box.bottom + height + 12 < innerHeight || box.top < height + 12;
    const [first] = link.getClientRects();
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? box.bottom + 4 : first.top - height - 4) + scrollY}px`;
  };

  const show = async (link) => {
    const found = await contents(link, link.dataset.title);
    const text = found && (found.text.length > 320 ? `${found.text.slice(0, 300).replace(/\s+\S*$/, '')}…` : found.text);
    if (shown !== link || !(text || found?.marks)) return;
    card.replaceChildren();
    card.className = `apercu ${found.kind ?? ''}`;
    if (found.above) card.append(part('p', 'genre', found.above));
    if (found.title) card.append(part('p', 'titre', found.title));
    if (found.marks) card.append(document.importNode(found.marks, true));
    if (text) card.append(part('p', '', text));
    place(link);
    link.setAttribute('aria-describedby', card.id);
  };

  const hide = () => {
    clearTimeout(opening);
    clearTimeout(closing);
    if (shown?.dataset.title) {
      shown.title = shown.dataset.title;
      delete shown.dataset.title;
    }
    shown?.removeAttribute('aria-describedby');
    shown = undefined;
    card.hidden = true;
  };

  const soon = (link, delay) => {
    clearTimeout(closing);
    if (link === shown) return;
    hide();
    shown = link;
    // The browser's own bubble would say the same again.
    if (link.title) {
      link.dataset.title = link.title;
      link.removeAttribute('title');
    }
    opening = setTimeout(show, delay, link);
  };

  const candidate = (target) => {
    const link = target.closest?.(LINKS);
    return link && !link.matches('.ancre, .externe') && !link.closest('.sommaire') ? link : null;
  };

  document.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch') return;
    if (card.contains(target)) return clearTimeout(closing);
    const link = candidate(target);
    if (link) soon(link, DELAY.pointer);
    else if (shown && shown !== document.activeElement) {
      // Time to reach the card.
      clearTimeout(closing);
      closing = setTimeout(hide, DELAY.leave);
    }
  });
  document.documentElement.addEventListener('pointerleave', hide);
  document.addEventListener('pointerdown', ({ target }) => card.contains(target) || hide());
  document.addEventListener('focusin', ({ target }) => {
    const link = candidate(target);
    if (link?.matches(':focus-visible')) soon(link, DELAY.focus);
    else hide();
  });
  document.addEventListener('focusout', hide);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide());

  // The link that this script was loaded for.
  const [pointed] = [...document.querySelectorAll(LINKS)].filter((link) => link.matches(':hover, :focus-visible') && candidate(link));
  if (pointed) soon(pointed, DELAY.pointer);
})();
