// Cost over time as bars, by model or by operation.

const SERIES_COLORS = 8;

class Bars {
  /** @param onPick told which part of time was picked */
  constructor(onPick) {
    this.onPick = onPick;
    this.box = document.getElementById('bars');
    this.detail = document.getElementById('bar-detail');
    this.units = data.units.map((unit, at) => ({ label: data.units.length === 1 ? 'Cost' : 'Cost, ' + unit, unit, column: 5 + at }));
    this.measures = [...this.units, { label: 'Tokens', unit: 'tokens', column: 3 }];
    this.series = [
      { label: 'By model', names: data.models, column: 2 },
      { label: 'By ' + data.bars.key, names: data.bars.keys, column: 1 },
    ];
    const measure = radios('bar-measures', this.measures, (chosen) => this.show(chosen, this.by));
    const series = radios('bar-series', this.series, (chosen) => this.show(this.measure, chosen));
    measure(this.measures[0]);
    series(this.series[0]);
    this.show(this.measures[0], this.series[0]);
    // One bar alone shows nothing that the tables do not.
    document.getElementById('over-time').hidden = data.bars.cells.length === 0 || data.bars.times.length < 2;
  }

  show(measure, by) {
    this.measure = measure;
    this.by = by;
    const { times, step, zone } = data.bars;
    document.getElementById('bars-title').textContent =
      (measure.unit === 'tokens' ? 'Tokens' : 'Cost') + ' by ' + step + ' (' + zone + ')';
    this.exact = new Exact(data.bars.cells.map((cell) => cell[measure.column]));
    const bars = times.map(() => ({ cells: [], isUnpriced: false }));
    data.bars.cells.forEach((cell, at) => {
      bars[cell[0]].cells.push(at);
      bars[cell[0]].isUnpriced ||= measure.unit !== 'tokens' && cell[4] === 1;
    });
    const sums = bars.map((bar) => Number(this.exact.sum(bar.cells)));
    const most = Math.max(...sums);
    const tallest = sums.indexOf(most);
    document.getElementById('bar-most').replaceChildren(
      'Highest: ', ...this.amount(bars[tallest].cells), ', ' + times[tallest]);
    this.box.replaceChildren(...bars.map((bar, at) => this.bar(bar, at, sums[at], most)));
    const middle = Math.floor((times.length - 1) / 2);
    const shown = times.length < 3 ? times : [times[0], times[middle], times[times.length - 1]];
    document.getElementById('bar-labels').replaceChildren(...shown.map((time) => element('span', { textContent: time })));
    this.showLegend();
    this.detail.textContent = 'Point at a bar for its amounts; a click shows its calls.';
  }

  /** The cells of each series, the greatest first; names without a colour of their own are one. */
  parts(cells) {
    const parts = new Map();
    for (const at of cells) {
      const name = Math.min(data.bars.cells[at][this.by.column], SERIES_COLORS);
      parts.set(name, [...(parts.get(name) ?? []), at]);
    }
    return [...parts].sort(([a], [b]) => a - b);
  }

  color(series) {
    return series < SERIES_COLORS ? 'm' + series : 'm-other';
  }

  name(series) {
    return series < SERIES_COLORS ? this.by.names[series] : 'others';
  }

  amount(cells) {
    const exact = this.exact.sumText(cells).replaceAll(',', '');
    return this.measure.unit === 'tokens'
      ? [grouped(exact) + ' tokens']
      : [amount(exact, this.measure.unit), ' ' + this.measure.unit];
  }

  text(cells) {
    return this.exact.sumText(cells) + ' ' + this.measure.unit;
  }

  bar(bar, at, sum, most) {
    const time = data.bars.times[at];
    const isNothing = bar.cells.length === 0;
    const parts = this.parts(bar.cells);
    const lines = parts.map(([series, cells]) => this.name(series) + ': ' + this.text(cells));
    const unpriced = bar.isUnpriced ? 'some of it unpriced' : '';
    const text = isNothing ? time + ': nothing' : time + ': ' + [this.text(bar.cells), unpriced].filter(Boolean).join(', ');
    const made = element('button', { type: 'button', className: 'time', title: [text, ...lines].join('\n'), disabled: isNothing });
    made.setAttribute('aria-label', text);
    const stack = element('span', { className: 'stack' });
    stack.style.height = (most > 0 ? (100 * sum) / most : 0) + '%';
    parts.forEach(([series, cells]) => {
      const part = element('i', { className: this.color(series) });
      part.style.flexGrow = String(sum > 0 ? Number(this.exact.sum(cells)) / sum : 0);
      stack.prepend(part);
    });
    made.append(...(bar.isUnpriced ? [element('i', { className: 'gap' })] : []), stack);
    const tell = () => (this.detail.textContent = [text, ...lines].join(' · '));
    made.addEventListener('mouseenter', tell);
    made.addEventListener('focus', tell);
    made.addEventListener('click', () => this.onPick(at));
    return made;
  }

  showLegend() {
    const all = this.parts(data.bars.cells.keys());
    const items = all.map(([series, cells]) => {
      const hasNone = this.measure.unit !== 'tokens' && cells.every((at) => data.bars.cells[at][4] === 1 && this.exact.whole[at] === 0n);
      const what = hasNone ? [element('span', { className: 'badge', textContent: PRICING[2] })] : this.amount(cells);
      return element('li', {}, element('span', { className: 'swatch ' + this.color(series) }),
        element('bdi', { textContent: this.name(series) }), ' ', ...what);
    });
    document.getElementById('bar-legend').replaceChildren(...items);
  }
}

/** Buttons of which one is chosen: arrows choose, Tab leaves. @returns what shows a choice */
function radios(id, choices, onChoose) {
  const box = document.getElementById(id);
  const buttons = choices.map((choice) => {
    const button = element('button', { type: 'button', textContent: choice.label });
    button.setAttribute('role', 'radio');
    button.addEventListener('click', () => choose(choice));
    return button;
  });
  const mark = (chosen) =>
    buttons.forEach((button, at) => {
      const isChosen = choices[at] === chosen;
      button.setAttribute('aria-checked', String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
    });
  const choose = (choice) => {
    mark(choice);
    onChoose(choice);
  };
  box.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const at = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
      buttons[at].focus();
      choose(choices[at]);
      event.preventDefault();
    }
  });
  box.append(...buttons);
  return mark;
}
