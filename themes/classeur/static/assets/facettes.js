// A listing is narrowed by the pages of each value. With this script: in place, by several values at once, kept in the
// address. The rows come in a file of their own, as the listing may stand on several pages.
(() => {
  const facets = document.querySelector('.facettes[data-fiches]');
  const list = document.querySelector('.liste > .lignes');
  if (!facets || !list || facets.dataset.pret) return;
  const say = facets.dataset;
  say.pret = '';
  const source = new URL(say.fiches, location.href);
  const heading = document.querySelector('.liste > h2');
  const pagination = document.querySelector('.liste > .pagination');
  const before = { rows: [...list.children], heading: heading.textContent };
  const groups = [...facets.querySelectorAll('[data-facette]')];

  // Links become boxes; where the rows cannot be read, they lead where the links led.
  const boxes = [...facets.querySelectorAll('[data-valeur]')].map((link) => {
    const box = document.createElement('input');
    const label = document.createElement('label');
    box.type = 'checkbox';
    box.name = link.closest('[data-facette]').dataset.facette;
    box.value = link.dataset.valeur;
    box.checked = box.defaultChecked = link.hasAttribute('aria-current');
    box.dataset.lien = link.href;
    label.append(box, ' ', ...link.childNodes, ' ', link.nextElementSibling);
    link.replaceWith(label);
    return box;
  });
  const status = document.createElement('p');
  const reset = document.createElement('button');
  status.setAttribute('role', 'status');
  reset.type = 'button';
  reset.textContent = say.reset;
  reset.hidden = !boxes.some((box) => box.checked);
  facets.querySelector('.facettes-choix').after(status, reset);

  let data;
  const load = () => data ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    window.classeurFiches = ({ html, values }) => {
      const made = document.createElement('template');
      made.innerHTML = html;
      const rows = [...made.content.querySelectorAll('.ligne')];
      // Their links start from the section, and this page may stand below it.
      const base = new URL('..', source);
      for (const at of made.content.querySelectorAll('[href]')) at.href = new URL(at.getAttribute('href'), base);
      for (const at of made.content.querySelectorAll('[src]')) at.src = new URL(at.getAttribute('src'), base);
      const sets = {};
      for (const [facet, of] of Object.entries(values)) {
        sets[facet] = new Map(Object.entries(of).map(([value, rows]) => [value, new Set(rows)]));
      }
      resolve({ rows, sets });
    };
    script.onerror = reject;
    script.src = source;
    document.head.append(script);
  });

  const chosen = () => {
    const asked = new Map();
    for (const box of boxes) {
      if (box.checked) asked.set(box.name, [...asked.get(box.name) ?? [], box.value]);
    }
    return asked;
  };
  // Any of the values of a facet, and all facets; `without` leaves one out.
  const matching = ({ rows, sets }, asked, without) => rows.map((_, at) => at).filter((at) => {
    for (const [facet, values] of asked) {
      if (facet !== without && !values.some((value) => sets[facet]?.get(value)?.has(at))) return false;
    }
    return true;
  });
  const show = (rows, text) => {
    list.replaceChildren(...rows);
    heading.textContent = text;
  };
  const words = (count) => count === 0 ? say.none : count === 1 ? say.one
    : say.other.replace('{n}', count.toLocaleString(document.documentElement.lang));

  const update = async (box) => {
    const asked = chosen();
    const start = boxes.every((box) => box.checked === box.defaultChecked);
    let loaded;
    try {
      loaded = await load();
    } catch {
      if (box?.checked) location.href = box.dataset.lien;
      return;
    }
    const found = matching(loaded, asked);
    if (start) show(before.rows, before.heading);
    else show(found.map((at) => loaded.rows[at]), words(found.length));
    if (pagination) pagination.hidden = !start;
    reset.hidden = asked.size === 0;
    status.textContent = words(found.length);
    for (const group of groups) {
      const others = new Set(matching(loaded, asked, group.dataset.facette));
      for (const box of group.querySelectorAll('input')) {
        const rows = loaded.sets[box.name]?.get(box.value) ?? [];
        box.parentElement.querySelector('.compte').textContent = [...rows].filter((at) => others.has(at)).length;
      }
    }
  };
  const remember = () => {
    const pairs = [...chosen()].map(([facet, values]) => `${facet}=${values.map(encodeURIComponent).join(',')}`);
    history.replaceState(null, '', pairs.length ? `#${pairs.join('&')}` : location.pathname + location.search);
  };
  const recall = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (!groups.some((group) => asked.has(group.dataset.facette))) return;
    for (const box of boxes) box.checked = (asked.get(box.name) ?? '').split(',').includes(box.value);
    facets.querySelector('details').open = true;
    update();
  };
  facets.addEventListener('change', (event) => {
    remember();
    update(event.target);
  });
  reset.addEventListener('click', () => {
    for (const box of boxes) box.checked = false;
    boxes[0].focus();
    remember();
    update();
  });
  addEventListener('hashchange', recall);
  recall();
})();
