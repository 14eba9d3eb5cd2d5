// The table of calls: those in the zoom that match the search, a page at a time.

const PAGE = 50;
const MOST_PRINTED = 1000;

class CallTable {
  /** @param onPick told which call was picked */
  constructor(chart, onPick) {
    this.chart = chart;
    this.onPick = onPick;
    this.head = document.getElementById('calls-head');
    this.body = document.getElementById('calls-body');
    this.page = 0;
    this.sorted = { column: costs.length === 0 ? 3 : 1, descending: true };
    this.columns = [
      { title: 'Operation', key: callName },
      { title: 'Cost', values: () => this.costValues() },
      { title: 'Own cost', values: () => ownValues(this.costValues()) },
      { title: 'Tokens', values: () => measures[costs.length].values },
      { title: 'Time', values: () => took },
      { title: 'Models', key: (i) => callModels(i).join(', '), words: true },
      { title: 'Began (UTC)', values: () => Float64Array.from(data.start, (start) => start ?? Infinity), words: true },
      { title: 'Id', key: (i) => data.id[i], words: true },
    ];
    this.columns.forEach((column, at) => this.addHead(column, at));
    document.getElementById('previous').addEventListener('click', () => this.turn(-1));
    document.getElementById('next').addEventListener('click', () => this.turn(1));
  }

  costValues() {
    const chosen = this.chart.measure.isCost ? this.chart.measure : measures[0];
    return chosen.values;
  }

  addHead(column, at) {
    const button = element('button', { type: 'button', textContent: column.title });
    button.addEventListener('click', () => {
      const again = this.sorted.column === at;
      this.sorted = { column: at, descending: again ? !this.sorted.descending : !column.key };
      this.show();
    });
    column.cell = element('th', { scope: 'col', className: column.words ? 'words' : '' }, button);
    this.head.append(column.cell);
  }

  /** @param matchesBefore as of the chart; null while nothing is searched */
  setMatches(matchesBefore) {
    this.matchesBefore = matchesBefore;
    this.show();
  }

  show() {
    this.page = 0;
    this.calls = this.sort(this.chosen());
    this.columns.forEach((column, at) => {
      if (at === this.sorted.column) {
        column.cell.setAttribute('aria-sort', this.sorted.descending ? 'descending' : 'ascending');
      } else {
        column.cell.removeAttribute('aria-sort');
      }
    });
    document.getElementById('calls-count').replaceChildren(...this.count());
    this.draw();
  }

  /** How many calls the table has; of a zoom also whose, because a search finds more than these. */
  count() {
    const all = this.calls.length === callCount ? '' : ' of ' + grouped(String(callCount));
    const parts = [grouped(String(this.calls.length)) + all];
    const { top, zooms } = this.chart;
    return zooms.length === 1 ? parts : [...parts, ', within ', element('bdi', { textContent: sliceName(top) })];
  }

  chosen() {
    const chosen = [];
    for (const top of this.chart.top.calls) {
      for (let i = top; i < subtreeEnd[top]; i++) {
        if (!this.matchesBefore || this.matchesBefore[i + 1] > this.matchesBefore[i]) {
          chosen.push(i);
        }
      }
    }
    return chosen;
  }

  sort(calls) {
    const { column, descending } = this.sorted;
    const { key, values } = this.columns[column];
    const sign = descending ? -1 : 1;
    if (values) {
      const by = values();
      return calls.sort((a, b) => sign * (by[a] - by[b] || 0) || a - b);
    }
    const by = new Map(calls.map((i) => [i, key(i)]));
    const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    return calls.sort((a, b) => sign * order(by.get(a), by.get(b)) || a - b);
  }

  turn(pages) {
    this.page += pages;
    this.draw();
  }

  /** Paper has no next page: all rows, or the first and how many there are besides. */
  showForPrint() {
    const more = this.calls.length - MOST_PRINTED;
    this.drawRows(0, MOST_PRINTED);
    const note = document.getElementById('not-printed');
    note.hidden = more <= 0;
    note.textContent = 'The first ' + grouped(String(MOST_PRINTED)) + ' calls; ' + grouped(String(more)) + ' more are left out of print.';
  }

  draw() {
    const pages = Math.max(1, Math.ceil(this.calls.length / PAGE));
    this.drawRows(this.page * PAGE, PAGE);
    document.getElementById('not-printed').hidden = true;
    document.getElementById('previous').disabled = this.page === 0;
    document.getElementById('next').disabled = this.page >= pages - 1;
    document.getElementById('page-number').textContent =
      'Page ' + grouped(String(this.page + 1)) + ' of ' + grouped(String(pages));
  }

  drawRows(from, count) {
    const rows = this.calls.slice(from, from + count).map((i) => this.row(i));
    const isElsewhere = this.matchesBefore && this.matchesBefore[callCount] > 0;
    const text = isElsewhere ? 'No call matches in what the chart shows.' : 'No call matches.';
    const none = element('tr', {}, element('td', { colSpan: this.columns.length, textContent: text }));
    this.body.replaceChildren(...(rows.length > 0 ? rows : [none]));
  }

  row(i) {
    const name = element('button', { type: 'button', className: 'link', title: 'Show in the chart' },
      element('bdi', { textContent: callName(i) }));
    name.addEventListener('click', () => this.onPick(i));
    const operation = element('td', {}, element('span', { className: 'swatch ' + modelColor(i) }), name);
    const row = element('tr', {}, operation,
      this.costCell(i),
      this.ownCostCell(i),
      this.cell(hasUsage(i) ? tokens.sumText([i]) : NONE),
      this.cell(hasTime(i) ? duration(took[i]) : NONE),
      this.cell(callModels(i).join(', '), 'words'),
      this.cell(moment(i).slice(0, 19), 'words date'),
      this.cell(data.id[i], 'words'));
    this.columns.forEach((column, at) => row.children[at].setAttribute('data-label', column.title));
    return row;
  }

  cell(text, className = '') {
    return element('td', { className, title: className ? text : '' }, element('bdi', { textContent: text }));
  }

  costCell(i) {
    if (!hasUsage(i)) {
      return this.cell(NONE);
    }
    const pricing = data.pricing[i];
    const badge = pricing === 0 ? [] : [element('span', { className: 'badge', textContent: PRICING[pricing] })];
    const parts = pricing === 2 ? [] : costParts((cost) => cost.sumText([i]));
    return element('td', { className: 'cost' }, ...parts, ...badge);
  }

  ownCostCell(i) {
    const text = hasUsage(i) ? ownCostText(i) : NONE;
    const isPlain = data.ownUnpriced[i] || !/[1-9]/.test(text);
    return isPlain ? this.cell(text) : element('td', {}, ...costParts((cost) => cost.ownText(i)));
  }
}
