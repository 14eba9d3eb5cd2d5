// Puts the parts together: measure, bars, theme, print.

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

const mark = radios('measures', measures, choose);

function choose(measure) {
  mark(measure);
  chart.setMeasure(measure);
  table.show();
}

byId('merged').checked = chart.isMerged;
byId('merged').addEventListener('change', () => chart.setMerged(byId('merged').checked));

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

new Bars((time) => {
  byId('time-filter').value = String(time);
  filter();
  byId('table').scrollIntoView({ block: 'start' });
});
byId('theme').hidden = false;
byId('tree').hidden = callCount === 0;
byId('table').hidden = callCount === 0;
choose(chart.measure);
window.addEventListener('beforeprint', () => table.showForPrint());
window.addEventListener('afterprint', () => table.draw());
