// A benchmark without this script is complete. With it: the reader's own weights, kept in the address, and sorted rows.
(() => {
  const ranking = document.querySelector('[data-benchmark]');
  const table = document.querySelector('[data-comparatif]');
  if (!ranking || !table) return;
  const say = ranking.dataset;
  const french = document.documentElement.lang.startsWith('fr');
  const words = (number) => {
    const text = String(Math.round(number * 100) / 100);
    return french ? text.replace('.', ',') : text;
  };
  const min = Number(say.min), max = Number(say.max);
  const body = ranking.querySelector('tbody');
  const criteria = [...table.querySelectorAll('tbody tr[data-critere]')].map((row) => ({
    id: row.dataset.critere,
    name: row.querySelector('th').textContent.trim(),
    weight: Number(row.dataset.poids),
    scores: new Map([...row.querySelectorAll('td[data-note]')].map((cell) => [cell.dataset.solution, Number(cell.dataset.note)])),
  }));
  const lines = [...body.rows];

  // The reader's own weights.
  const form = document.createElement('form');
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  const help = document.createElement('p');
  const fields = document.createElement('div');
  const reset = document.createElement('button');
  const status = document.createElement('p');
  details.className = 'poids depliant';
  fields.className = 'poids-champs';
  summary.textContent = say.tWeights;
  help.textContent = say.tHelp;
  reset.type = 'button';
  reset.textContent = say.tReset;
  status.setAttribute('role', 'status');
  const inputs = criteria.map((criterion) => {
    const label = document.createElement('label');
    const input = document.createElement('input');
    input.type = 'number';
    input.min = '0';
    input.max = '100';
    input.step = 'any';
    input.name = criterion.id;
    input.value = String(criterion.weight);
    label.append(criterion.name, ' ', input);
    fields.append(label);
    return input;
  });
  form.append(help, fields, reset, status);
  details.append(summary, form);
  ranking.append(details);

  const compute = () => {
    const weights = inputs.map((input) => Math.max(0, Number(input.value) || 0));
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const results = lines.map((line, order) => {
      let sum = 0, assessed = 0;
      criteria.forEach((criterion, at) => {
        const score = criterion.scores.get(line.dataset.solution);
        if (score !== undefined) {
          sum += weights[at] * score;
          assessed += weights[at];
        }
      });
      const total = assessed > 0 ? Math.round(sum / assessed * 100) / 100 : null;
      return { line, order, total, coverage: whole > 0 ? Math.round(assessed / whole * 100) : 0 };
    });
    for (const result of results) {
      const { line, total } = result;
      const others = results.filter((other) => other !== result && other.total !== null);
      const rank = 1 + others.filter((other) => other.total > total).length;
      const tied = others.some((other) => other.total === total);
      result.rank = total === null ? Infinity : rank;
      line.querySelector('[data-rang]').textContent = total === null ? '–' : tied ? `${rank} ${say.tTied}` : String(rank);
      line.querySelector('[data-total]').textContent = total === null ? say.tNone : say.tOf.replace('{}', words(total));
      line.querySelector('[data-couverture]').textContent = `${result.coverage}\u00a0%`;
      const width = total === null || max <= min ? 0 : Math.min(100, Math.max(0, (total - min) / (max - min) * 100));
      line.querySelector('.valeur')?.setAttribute('width', String(width));
    }
    results.sort((a, b) => a.rank - b.rank || a.order - b.order);
    body.append(...results.map((result) => result.line));
    return results;
  };
  const own = () => inputs.some((input, at) => Number(input.value) !== criteria[at].weight);
  const remember = () => {
    const pairs = inputs.map((input) => `${encodeURIComponent(input.name)}:${Number(input.value) || 0}`);
    history.replaceState(null, '', own() ? `#poids=${pairs.join(',')}` : location.pathname + location.search);
  };
  const recall = () => {
    if (!location.hash.startsWith('#poids=')) return false;
    for (const pair of location.hash.slice(7).split(',')) {
      const [id, weight] = pair.split(':');
      const input = inputs.find((input) => encodeURIComponent(input.name) === id || input.name === decodeURIComponent(id));
      if (input && Number(weight) >= 0) input.value = String(Number(weight));
    }
    return true;
  };
  const update = () => {
    const [first] = compute();
    const head = first?.line.querySelector('th');
    const name = head && [...head.childNodes].find((node) => node.textContent.trim()).textContent.trim();
    status.textContent = first && first.total !== null ? `${say.tDone} ${name}` : '';
  };
  form.addEventListener('input', () => { update(); remember(); });
  form.addEventListener('submit', (event) => event.preventDefault());
  reset.addEventListener('click', () => {
    inputs.forEach((input, at) => { input.value = String(criteria[at].weight); });
    update();
    remember();
  });
  const open = () => { if (recall()) { details.open = true; update(); } };
  addEventListener('hashchange', open);
  open();

  // Sorted rows: by the criterion's name, its weight, or a solution's score.
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  heads.forEach((head, column) => {
    const name = head.textContent.trim();
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'tri';
    button.append(...head.childNodes);
    button.title = say.tSort.replace('{}', name);
    head.append(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') !== 'descending';
      heads.forEach((other) => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const key = (row) => {
        const cell = row.cells[column];
        if (column === 0) return cell.textContent.trim();
        if (column === 1) return Number(row.dataset.poids ?? -1);
        return cell?.dataset.note === undefined ? -Infinity : Number(cell.dataset.note);
      };
      const sign = down ? -1 : 1;
      const order = (a, b) => {
        const [x, y] = [key(a), key(b)];
        if (typeof x === 'string') return sign * -x.localeCompare(y, document.documentElement.lang);
        return x === y ? 0 : sign * (x < y ? -1 : 1);
      };
      table.tBodies[0].append(...[...rows].sort(order));
    });
  });
})();
