// What Classeur's theme adds where scripts run. Nothing needs it: pages read, navigate and print without.
// It stands in the head and is waited for, so that a page is never shown in colours that the reader turned down: it is
// small, kept by the browser after the first page, and comes beside a stylesheet that is waited for anyway.
// Safe to run again on the same page, as the preview does.
(() => {
  const { copy, copied, previews } = document.currentScript?.dataset ?? {};
  const root = document.documentElement;

  // What the reader chose goes from page to page in the tab's own name, which ends with the tab: neither storage nor
  // cookie, nothing is written on the machine or sent. A tab that another page named keeps its name.
  const MARK = 'classeur';
  let scheme = '';
  let quiet = false;
  const recall = () => {
    const [mark, ...words] = window.name.split(' ');
    const chosen = mark === MARK ? words : [];
    scheme = ['light', 'dark'].find((name) => chosen.includes(name)) ?? '';
    quiet = chosen.includes('quiet');
  };
  const keep = () => {
    if (window.name && window.name.split(' ')[0] !== MARK) return;
    const words = [scheme, quiet && 'quiet'].filter(Boolean);
    window.name = words.length ? [MARK, ...words].join(' ') : '';
  };

  /** Light, dark, or as the system has it; the browser's own bar too. */
  const paint = () => {
    if (scheme) root.dataset.theme = scheme;
    else delete root.dataset.theme;
    for (const meta of document.querySelectorAll('meta[name=theme-color][media]')) {
      meta.dataset.media ??= meta.media;
      meta.media = !scheme ? meta.dataset.media : meta.dataset.media.includes(scheme) ? 'all' : 'not all';
    }
    document.querySelector('meta[name=color-scheme]')?.setAttribute('content', scheme || 'light dark');
    for (const button of document.querySelectorAll('.teintes button')) {
      button.setAttribute('aria-pressed', button.value === scheme);
    }
    for (const button of document.querySelectorAll('.touche')) button.setAttribute('aria-pressed', !quiet);
  };
  recall();
  paint();
  // The way back leads to a page as it was left, its name with it: what is shown and what is said still agree.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) recall();
    paint();
  });

  // `/` and Ctrl+K go to the search box, Escape goes back. A key alone can be turned off (WCAG 2.1.4): those who
  // dictate to their machine would press it without wanting to.
  let before;
  const onKey = (event) => {
    const box = document.querySelector('.recherche input');
    const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (!box || event.isComposing || typeof key !== 'string') return;
    if (key === 'Escape' && target === box) {
      // The first Escape is for the list of suggestions.
      if (before && box.getAttribute('aria-expanded') !== 'true') before.focus();
      return;
    }
    const alone = key === '/' && !quiet && !ctrlKey && !metaKey && !altKey;
    const together = key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey;
    if (!together && (!alone || target.closest?.('input, textarea, select, [contenteditable]'))) return;
    event.preventDefault();
    if (target !== box) before = target === document.body ? document.querySelector('main') : target;
    box.focus();
    box.select();
  };

  const start = () => {
    for (const group of document.querySelectorAll('.teintes, .touche')) group.hidden = false;
    for (const button of document.querySelectorAll('.teintes button, .touche')) {
      button.onclick = () => {
        if (button.matches('.touche')) quiet = !quiet;
        else scheme = button.value;
        keep();
        paint();
      };
    }
    paint();
    addEventListener('keydown', onKey, true);
    furnish();
  };

  const furnish = () => {
    // A button that copies a block of code, or how the page is cited. Browsers give no clipboard outside of secure contexts.
    const addCopyButton = (pre) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'copier';
      button.textContent = copy;
      // The button's own name changes: a live region tells those who do not see it.
      button.setAttribute('aria-live', 'polite');
      button.addEventListener('click', async () => {
        try {
          await navigator.clipboard.writeText(pre.textContent);
        } catch {
          return;
        }
        button.textContent = copied;
        setTimeout(() => (button.textContent = copy), 2000);
      });
      const box = document.createElement('div');
      box.className = 'code';
      pre.replaceWith(box);
      box.append(pre, button);
    };
    if (copy && navigator.clipboard) {
      for (const pre of document.querySelectorAll('.contenu pre, .licence pre, .citation')) {
        if (!pre.closest('.code')) addCopyButton(pre);
      }
    }

    // The table of contents follows the reading: the current section is the last whose heading has passed the top.
    const contents = document.querySelector('.sommaire');
    const links = new Map();
    for (const link of contents?.querySelectorAll('a[href^="#"]') ?? []) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    if (links.size) {
      let current;
      let waiting = false;
      const follow = () => {
        waiting = false;
        let found;
        for (const [heading, link] of links) {
          if (heading.getBoundingClientRect().top > innerHeight / 4) break;
          found = link;
        }
        if (found === current) return;
        current?.removeAttribute('aria-current');
        current = found;
        if (!current) return;
        current.setAttribute('aria-current', 'true');
        // Only the table scrolls, and only where it has a bar of its own.
        if (contents.scrollHeight > contents.clientHeight) {
          const middle = current.offsetTop - contents.offsetTop - contents.clientHeight / 2;
          contents.scrollTop = Math.max(0, middle);
        }
      };
      const later = () => {
        if (!waiting) requestAnimationFrame(follow);
        waiting = true;
      };
      addEventListener('scroll', later, { passive: true });
      // Told after each layout, the first one included: asking where headings are then costs no layout of its own.
      if (window.ResizeObserver) new ResizeObserver(later).observe(document.body);
      else later();
    }

    // Escape closes the menu of narrow screens.
    document.querySelector('.menu-etroit details')?.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.currentTarget.open = false;
      event.currentTarget.querySelector('summary').focus();
    });

    // What is folded is printed too.
    let folded = [];
    addEventListener('beforeprint', () => {
      folded = [...document.querySelectorAll('main details:not([open])')];
      for (const details of folded) details.open = true;
    });
    addEventListener('afterprint', () => {
      for (const details of folded) details.open = false;
    });

    // What is behind a link, shown over it: the script comes with the first link that is pointed at.
    if (previews && !window.classeurPreviews && !navigator.connection?.saveData && !matchMedia('(prefers-reduced-data: reduce)').matches) {
      const wanted = 'main .contenu a[href], .autour a[href]';
      const fetchScript = ({ target, pointerType }) => {
        if (!target.closest?.(wanted) || (pointerType ? pointerType === 'touch' : !target.matches(':focus-visible'))) return;
        removeEventListener('pointerover', fetchScript);
        removeEventListener('focusin', fetchScript);
        // A module could not come from a disk.
        document.head.append(Object.assign(document.createElement('script'), { src: previews }));
      };
      addEventListener('pointerover', fetchScript);
      addEventListener('focusin', fetchScript);
    }
  };

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
