// What Classeur's theme adds where scripts run. Nothing needs it: pages read, navigate and print without.
// Safe to run again on the same page, as the preview does.
(() => {
  const { copy, copied } = document.currentScript?.dataset ?? {};

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
})();
