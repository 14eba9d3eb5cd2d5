// The calls, column by column. A call stands before those below it, which follow it without a gap.

const data = JSON.parse(document.getElementById('data').textContent);
const callCount = data.parent.length;
const ALL = -1;
const PRICING = ['', 'partly unpriced', 'unpriced'];

/** Where the calls below each call end: they are those from the call itself up to there. */
const subtreeEnd = new Int32Array(callCount);
for (let i = callCount - 1; i >= 0; i--) {
  subtreeEnd[i] = Math.max(subtreeEnd[i], i + 1);
  const parent = data.parent[i];
  if (parent !== ALL) {
    subtreeEnd[parent] = Math.max(subtreeEnd[parent], subtreeEnd[i]);
  }
}

const callName = (i) => data.names[data.name[i]] || data.id[i];
const callModels = (i) => data.modelSets[data.modelSet[i]].map((model) => data.models[model]);

function modelColor(i) {
  const models = data.modelSets[data.modelSet[i]];
  if (models.length !== 1) {
    return models.length === 0 ? 'm-none' : 'm-mixed';
  }
  return models[0] < 8 ? 'm' + models[0] : 'm-other';
}

/** The calls directly below each call in one list, siblings in the order in which they began. */
const childStart = new Int32Array(callCount + 2);
const childList = new Int32Array(callCount);
for (let i = 0; i < callCount; i++) {
  childStart[data.parent[i] + 2]++;
}
for (let i = 1; i < childStart.length; i++) {
  childStart[i] += childStart[i - 1];
}
{
  const next = childStart.slice();
  for (let i = 0; i < callCount; i++) {
    childList[next[data.parent[i] + 1]++] = i;
  }
}
const childrenIn = (list, i) => list.subarray(childStart[i + 1], childStart[i + 2]);

// Numbers as a person reads them, the same in every locale.

function grouped(plain) {
  const [whole, fraction] = plain.split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? text : text + '.' + fraction;
}

function duration(millis) {
  if (millis < 1000) {
    return Number(millis.toPrecision(3)) + ' ms';
  }
  const seconds = millis / 1000;
  if (seconds < 60) {
    return Number(seconds.toPrecision(3)) + ' s';
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return minutes + ' min ' + Math.floor(seconds % 60) + ' s';
  }
  return grouped(String(Math.floor(minutes / 60))) + ' h ' + (minutes % 60) + ' min';
}

function moment(i) {
  if (data.start[i] === null || data.first === '') {
    return '';
  }
  const date = new Date(Date.parse(data.first) + data.start[i]);
  return isNaN(date) ? '' : date.toISOString().replace('T', ' ').replace('Z', ' UTC');
}

function percent(part, whole) {
  return whole > 0 ? Number(((100 * part) / whole).toPrecision(3)) + '%' : '';
}

/** Exact sums: amounts as whole numbers of the last decimal that any of them has. */
class Exact {
  constructor(texts) {
    this.texts = texts;
  }

  get whole() {
    if (!this.cached) {
      const decimals = (text) => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0);
      this.scale = this.texts.reduce((most, text) => Math.max(most, decimals(String(text))), 0);
      this.cached = this.texts.map((each) => {
        const text = String(each);
        return BigInt(text.replace('.', '') + '0'.repeat(this.scale - decimals(text)));
      });
    }
    return this.cached;
  }

  text(amount) {
    const digits = String(amount).padStart(this.scale + 1, '0');
    const point = digits.length - this.scale;
    return grouped((digits.slice(0, point) + '.' + digits.slice(point)).replace(/\.?0*$/, ''));
  }

  sum(calls) {
    const whole = this.whole;
    let sum = 0n;
    for (const i of calls) {
      sum += whole[i];
    }
    return sum;
  }

  sumText(calls) {
    return this.text(this.sum(calls));
  }

  /** What a call has beyond those below it; null where those add up to more. */
  ownText(i) {
    const own = this.whole[i] - this.sum(childrenIn(childList, i));
    return own < 0n ? null : this.text(own);
  }
}

const costs = data.costs.map((texts) => new Exact(texts));
const tokens = new Exact(data.tokens);

/** Every amount in which something has a price, with its unit. */
function costText(calls) {
  const parts = costs.map((cost, unit) => [cost.sumText(calls), data.units[unit]]);
  return parts.filter(([text]) => text !== '0').map((part) => part.join(' ')).join(' + ')
    || (data.units.length === 1 ? '0 ' + data.units[0] : '0');
}

/** How long each call took; where it has no end or no start, as far as the calls below it show. */
const took = new Float64Array(callCount);
{
  const from = new Float64Array(callCount).fill(Infinity);
  const to = new Float64Array(callCount).fill(-Infinity);
  for (let i = callCount - 1; i >= 0; i--) {
    const start = data.start[i];
    if (start !== null) {
      from[i] = start;
      to[i] = data.duration[i] === null ? Math.max(to[i], start) : start + data.duration[i];
    }
    took[i] = data.duration[i] ?? to[i] - from[i];
    took[i] = took[i] > 0 && isFinite(took[i]) ? took[i] : 0;
    const parent = data.parent[i];
    if (parent !== ALL) {
      from[parent] = Math.min(from[parent], from[i]);
      to[parent] = Math.max(to[parent], to[i]);
    }
  }
}
const hasTime = (i) => data.duration[i] !== null;

/** Whether a call began before the one that made it, or ended after it. */
function isBeyondCaller(i) {
  const parent = data.parent[i];
  if (parent === ALL || !hasTime(i) || !hasTime(parent)) {
    return false;
  }
  return data.start[i] < data.start[parent]
    || data.start[i] + data.duration[i] > data.start[parent] + data.duration[parent] + 1e-6;
}

/** What the width of a slice can be: costs in each unit, tokens, time. */
class Measure {
  constructor(label, values, text, byValue) {
    this.label = label;
    this.values = values;
    this.text = text;
    this.byValue = byValue;
  }

  /** The calls below each call: the most expensive first, or in the order in which they began. */
  get children() {
    if (!this.cached) {
      this.cached = childList;
      if (this.byValue) {
        this.cached = childList.slice();
        const values = this.values;
        for (let i = ALL; i < callCount; i++) {
          const below = childrenIn(this.cached, i);
          if (below.length > 1) {
            below.sort((a, b) => values[b] - values[a] || a - b);
          }
        }
      }
    }
    return this.cached;
  }
}

const sumOf = (values, calls) => calls.reduce((sum, i) => sum + values[i], 0);
const measures = costs.map((cost, unit) =>
  Object.assign(
    new Measure(
      costs.length === 1 ? 'Cost' : 'Cost, ' + data.units[unit],
      Float64Array.from(cost.texts, Number),
      (calls) => cost.sumText(calls) + ' ' + data.units[unit],
      true),
    { isCost: true }));
measures.push(
  new Measure('Tokens', Float64Array.from(data.tokens, Number), (calls) => tokens.sumText(calls) + ' tokens', true),
  new Measure('Time', took, (calls) => duration(sumOf(took, calls)), false));
