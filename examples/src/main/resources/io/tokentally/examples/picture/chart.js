// The chart: slices as elements, the zoom, the keyboard, and what is told about a slice.

const ROW = 27;
const LABEL_FROM = 26;

function element(name, properties, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

const roots = childrenIn(childList, ALL).slice();
const whole = { calls: roots, isAll: roots.length !== 1 };

function sliceName(slice) {
  if (slice.isAll) {
    return 'All calls';
  }
  if (isOne(slice)) {
    return callName(slice.calls[0]);
  }
  const names = new Set(slice.calls.slice(0, 1000).map((i) => data.name[i]));
  const of = names.size === 1 && slice.calls.length <= 1000 ? ' × ' + callName(slice.calls[0]) : ' more calls';
  return grouped(String(slice.calls.length)) + of;
}

class Chart {
  /** @param onZoom told after the chart shows something else */
  constructor(onZoom) {
    this.box = document.getElementById('chart');
    this.detail = document.getElementById('detail');
    this.note = document.getElementById('chart-note');
    this.path = document.getElementById('path');
    this.onZoom = onZoom;
    this.zooms = [whole];
    this.measure = measures.find((measure) => measure.values.some((value) => value > 0)) ?? measures[0];
    this.matchesBefore = null;
    this.box.addEventListener('click', (event) => this.with(event, (slice) => this.zoomTo(slice)));
    this.box.addEventListener('mouseover', (event) => this.with(event, (slice) => this.tell(slice)));
    this.box.addEventListener('mouseleave', () => this.tell(this.current));
    this.box.addEventListener('focusin', (event) => this.with(event, (slice) => this.focusOn(slice)));
    this.box.addEventListener('keydown', (event) => this.with(event, (slice) => this.key(event, slice)));
    new ResizeObserver(() => {
      if (this.box.clientWidth !== this.drawnWidth) {
        this.draw();
      }
    }).observe(this.box);
  }

  with(event, act) {
    const at = event.target.closest('.slice');
    if (at) {
      act(this.slices[at.dataset.at]);
    }
  }

  get top() {
    return this.zooms[this.zooms.length - 1];
  }

  setMeasure(measure) {
    this.measure = measure;
    this.draw();
  }

  /** @param before how many matches there are before each call; null while nothing is searched */
  setMatches(before) {
    this.matchesBefore = before;
    this.draw();
  }

  /** Shows a slice in full width; showing what is shown already goes one step out. */
  zoomTo(slice) {
    if (slice.above === null) {
      this.zoomOut();
      return;
    }
    this.zooms = this.pathTo(slice);
    this.redraw();
  }

  zoomToCall(i) {
    const single = (call) => ({ calls: Int32Array.of(call), isAll: false });
    const path = [single(i)];
    for (let at = data.parent[i]; at !== ALL; at = data.parent[at]) {
      path.push(single(at));
    }
    this.zooms = whole.isAll ? [whole, ...path.reverse()] : path.reverse();
    this.redraw();
  }

  zoomOut() {
    if (this.zooms.length > 1) {
      this.zooms.pop();
      this.redraw();
    }
  }

  /** From the whole to the slice, each step a zoom of its own. */
  pathTo(slice) {
    const steps = [];
    for (let at = slice; at.above !== null; at = at.above) {
      steps.push({ calls: at.calls, isAll: false });
    }
    return [...this.zooms, ...steps.reverse()];
  }

  redraw() {
    const hadFocus = this.box.contains(document.activeElement) || this.path.contains(document.activeElement);
    this.draw();
    if (hadFocus) {
      this.elements[0].focus({ preventScroll: true });
    }
    this.onZoom();
  }

  draw() {
    this.drawnWidth = this.box.clientWidth;
    const width = Math.max(this.drawnWidth, 100);
    this.slices = layOut(this.top, this.measure, width);
    this.elements = this.slices.map((slice, at) => this.elementOf(slice, at, width));
    this.box.replaceChildren(...this.elements);
    const levels = this.slices[this.slices.length - 1].level + 1;
    this.box.style.height = levels * ROW + 'px';
    this.current = this.slices[0];
    this.elements[0].tabIndex = 0;
    this.drawPath();
    this.tell(this.current);
    this.note.textContent = this.noteText();
  }

  elementOf(slice, at, width) {
    const made = element('div', { className: 'slice ' + this.classes(slice), tabIndex: -1 });
    made.style.left = (100 * slice.x) / width + '%';
    made.style.width = (100 * slice.width) / width + '%';
    made.style.top = slice.level * ROW + 'px';
    made.dataset.at = at;
    made.setAttribute('role', 'treeitem');
    made.setAttribute('aria-level', slice.level + 1);
    made.setAttribute('aria-label', this.label(slice));
    if (slice.width >= LABEL_FROM) {
      made.textContent = sliceName(slice);
    }
    return made;
  }

  classes(slice) {
    const i = slice.calls[0];
    const classes = [isOne(slice) ? modelColor(i) : slice.isAll ? 'm-mixed' : 'm-other'];
    const has = (name, condition) => condition && classes.push(name);
    if (this.measure.isCost && slice.calls.some((call) => data.pricing[call] > 0)) {
      classes.push(slice.calls.every((call) => data.pricing[call] === 2) ? 'unpriced' : 'partly');
    }
    has('several', !slice.isAll && !isOne(slice));
    has('wide', slice.width >= 60);
    has('thin', slice.width < LABEL_FROM);
    has('deeper', slice.isDeeper);
    has('beyond', this.measure.label === 'Time' && isOne(slice) && isBeyondCaller(i));
    if (this.matchesBefore) {
      const isMatch = (call) => this.matchesBefore[call + 1] > this.matchesBefore[call];
      has('hit', !slice.isAll && slice.calls.some(isMatch));
      has('dim', !slice.calls.some((call) => this.matchesBefore[subtreeEnd[call]] > this.matchesBefore[call]));
    }
    return classes.join(' ');
  }

  label(slice) {
    if (!isOne(slice)) {
      return sliceName(slice);
    }
    const i = slice.calls[0];
    return [sliceName(slice), this.amount(slice), ...callModels(i).slice(0, 3)].join(', ');
  }

  /** The amount of the chosen measure, never 0 for what has no price. */
  amount(slice) {
    const text = this.measure.text(slice.calls);
    const unpriced = slice.calls.some((i) => data.pricing[i] > 0);
    if (!this.measure.isCost || !unpriced) {
      return text;
    }
    return slice.calls.every((i) => data.pricing[i] === 2) ? 'unpriced' : text + ', partly unpriced';
  }

  /** What is known about a slice, below the chart. */
  tell(slice) {
    const facts = isOne(slice) ? this.factsOfCall(slice) : this.factsOfSeveral(slice);
    const list = facts
      .filter((fact) => fact[1] !== '' && fact[1] !== null)
      .map(([term, value]) => element('div', {}, element('dt', { textContent: term }), element('dd', { textContent: value })));
    this.detail.replaceChildren(
      element('h3', {}, element('bdi', { textContent: sliceName(slice) })),
      element('dl', {}, ...list));
  }

  factsOfCall(slice) {
    const i = slice.calls[0];
    const below = subtreeEnd[i] - i - 1;
    return [
      ...this.shares(slice),
      ['Own cost', below > 0 ? ownCostText(i) : ''],
      ['Own tokens', below > 0 ? tokens.ownText(i) : ''],
      ['Models', callModels(i).join(', ')],
      ['Calls below', below > 0 ? grouped(String(below)) : ''],
      ['Began', moment(i)],
      ['Took', hasTime(i) ? duration(took[i]) : 'has not ended, or no date'],
      ['Time', isBeyondCaller(i) ? 'began before or ended after the call above it' : ''],
      ['Width', slice.isNarrowed ? 'what is below adds up to more, and is narrowed to fit' : ''],
      ['Id', data.id[i]],
    ];
  }

  factsOfSeveral(slice) {
    return [
      ...this.shares(slice),
      ['Calls', grouped(String(slice.calls.length)) + ' and those below them'],
      ['', slice.isAll ? '' : 'too thin to be drawn one by one: zoom in'],
    ];
  }

  shares(slice) {
    const { calls } = slice;
    const part = percent(sumOf(this.measure.values, calls), sumOf(this.measure.values, roots));
    return [
      ['Cost', calls.every((i) => data.pricing[i] === 2) ? 'unpriced' : costText(calls)],
      ['Pricing', calls.some((i) => data.pricing[i] === 1) ? 'partly unpriced' : ''],
      ['Tokens', tokens.sumText(calls)],
      ['Part of all', part === '' ? '' : part + ' of ' + this.measure.label.toLowerCase()],
    ];
  }

  focusOn(slice) {
    this.elements[this.slices.indexOf(this.current)].tabIndex = -1;
    this.current = slice;
    this.elements[this.slices.indexOf(slice)].tabIndex = 0;
    this.tell(slice);
  }

  key(event, slice) {
    const siblings = slice.above === null ? [slice] : slice.above.below;
    const at = siblings.indexOf(slice);
    const targets = {
      ArrowDown: () => slice.below[0],
      ArrowUp: () => slice.above,
      ArrowLeft: () => siblings[at - 1],
      ArrowRight: () => siblings[at + 1],
      Home: () => this.slices[0],
      End: () => siblings[siblings.length - 1],
    };
    if (event.key in targets) {
      const target = targets[event.key]();
      if (target) {
        this.elements[this.slices.indexOf(target)].focus();
      }
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.zoomTo(slice);
    } else if (event.key === 'Escape' || event.key === 'Backspace') {
      this.zoomOut();
    } else {
      return;
    }
    event.preventDefault();
  }

  drawPath() {
    const steps = this.zooms.map((zoom, at) => [zoom, at]);
    const shown = steps.length > 6 ? [steps[0], null, ...steps.slice(-4)] : steps;
    const parts = shown.flatMap((step, position) => [
      ...(position === 0 ? [] : ['›']),
      step === null ? '… ' + grouped(String(steps.length - 5)) + ' …' : this.pathStep(...step),
    ]);
    this.path.replaceChildren(...parts);
  }

  pathStep(zoom, at) {
    if (at === this.zooms.length - 1) {
      return element('strong', { textContent: sliceName(zoom) });
    }
    const button = element('button', { type: 'button', className: 'link', textContent: sliceName(zoom) });
    button.addEventListener('click', () => {
      this.zooms.length = at + 1;
      this.redraw();
    });
    return button;
  }

  noteText() {
    const notes = [];
    if (this.measure.isCost) {
      notes.push('Width is cost' + (costs.length > 1 ? ' in this unit' : '') + '; calls without any are not drawn.');
      if (data.pricing.some((pricing) => pricing > 0)) {
        notes.push('Hatched calls have no price, so that their cost is not known; where the right edge is hatched, a part has none.');
      }
    } else if (this.measure.label === 'Time') {
      notes.push('Width is how long a call took. Calls that ran at the same time stand beside each other, narrowed to fit; '
        + 'a double edge marks those that began before or ended after the call above them.');
    } else {
      notes.push('Width is tokens; calls without any are not drawn.');
    }
    if (this.slices.some((slice) => slice.isDeeper)) {
      notes.push('Slices with a double line below go deeper: zoom in.');
    }
    return notes.join(' ');
  }
}

/** What a call costs beyond those below it, in every unit. */
function ownCostText(i) {
  if (data.pricing[i] > 0) {
    return '';
  }
  const parts = costs.map((cost, unit) => [cost.ownText(i), data.units[unit]]);
  if (parts.some(([text]) => text === null)) {
    return '';
  }
  return parts.filter(([text]) => text !== '0').map((part) => part.join(' ')).join(' + ') || '0';
}
