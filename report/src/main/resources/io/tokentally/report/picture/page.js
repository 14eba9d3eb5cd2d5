// Puts the parts together: measure, search, theme, print.

const byId = (id) => document.getElementById(id);

const chart = new Chart(() => table.show());
const table = new CallTable(chart, (i) => {
  chart.zoomToCall(i);
  chart.focusTop();
  byId('tree').scrollIntoView({ block: 'start' });
});

// In a search with text, browsers take Escape for themselves: it clears the text.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && (event.target !== byId('search') || byId('search').value === '')) {
    chart.zoomOut();
  }
});

// The measures are one group: arrows choose, Tab leaves.
const choices = measures.map((measure) => {
  const button = element('button', { type: 'button', textContent: measure.label });
  button.setAttribute('role', 'radio');
  button.addEventListener('click', () => choose(measure));
  return button;
});
byId('measures').append(...choices);

function choose(measure) {
  choices.forEach((button, at) => {
    const isChosen = measures[at] === measure;
    button.setAttribute('aria-checked', String(isChosen));
    button.tabIndex = isChosen ? 0 : -1;
  });
  chart.setMeasure(measure);
  table.show();
}

byId('measures').addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) {
    const at = (choices.indexOf(document.activeElement) + step + choices.length) % choices.length;
    choices[at].focus();
    choose(measures[at]);
    event.preventDefault();
  }
});

byId('merged').checked = chart.isMerged;
byId('merged').addEventListener('change', () => chart.setMerged(byId('merged').checked));

// Search by name, model and id; upper and lower case are the same.

function search(text) {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    byId('matches').textContent = '';
    chart.setMatches(null);
    table.setMatches(null);
    return;
  }
  const has = (each) => each.toLowerCase().includes(wanted);
  const names = data.names.map(has);
  const models = data.models.map(has);
  const sets = data.modelSets.map((set) => set.some((model) => models[model]));
  const before = new Int32Array(callCount + 1);
  const topmost = [];
  for (let i = 0, covered = 0; i < callCount; i++) {
    const isMatch = names[data.name[i]] || sets[data.modelSet[i]] || has(data.id[i]);
    before[i + 1] = before[i] + (isMatch ? 1 : 0);
    if (isMatch && i >= covered) {
      topmost.push(i);
      covered = subtreeEnd[i];
    }
  }
  byId('matches').textContent = matchText(before[callCount], topmost);
  chart.setMatches(before);
  table.setMatches(before);
}

/** A match below another one is not counted twice. */
function matchText(count, topmost) {
  const calls = grouped(String(count)) + (count === 1 ? ' call matches' : ' calls match');
  if (count === 0) {
    return 'No call matches';
  }
  const cost = costText(topmost);
  const known = [cost, cost + ' (not all of it has a price)', PRICING[2]][pricingOf(topmost)];
  return calls + ': ' + known + ', ' + tokens.sumText(topmost) + ' tokens, with everything below';
}

let waiting = 0;
byId('search').addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => search(byId('search').value), 120);
});

// Many models would push the chart out of sight.

const MOST_MODELS = 10;
const further = [...document.querySelectorAll('.models tbody tr')].slice(MOST_MODELS);

function showFurther(isShown) {
  further.forEach((row) => (row.hidden = !isShown));
  byId('all-models').textContent = isShown ? 'Fewer models' : further.length + ' more models';
}

if (further.length > 2) {
  showFurther(false);
  byId('all-models').hidden = false;
  byId('all-models').addEventListener('click', () => showFurther(further[0].hidden));
}

const themes = ['system', 'light', 'dark'];
byId('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const next = themes[(themes.indexOf(root.dataset.theme ?? 'system') + 1) % themes.length];
  if (next === 'system') {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = next;
  }
  byId('theme-name').textContent = next;
});

byId('theme').hidden = false;
byId('tree').hidden = callCount === 0;
byId('table').hidden = callCount === 0;
choose(chart.measure);
