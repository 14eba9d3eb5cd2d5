// What the width of a slice can be: costs in each unit, tokens, time.

const costs = data.costs.map((texts) => new Exact(texts));
const tokens = new Exact(data.tokens);

/** Every amount in which something has a price, with its unit. */
function costText(calls) {
  const parts = costs.map((cost, unit) => [cost.sumText(calls), data.units[unit]]);
  return parts.filter(([text]) => text !== '0').map((part) => part.join(' ')).join(' + ')
    || (data.units.length === 1 ? '0 ' + data.units[0] : '0');
}

/** Every amount in which something has a price, rounded, with its unit. */
function costParts(textOf) {
  const all = costs.map((cost, unit) => [textOf(cost).replaceAll(',', ''), data.units[unit]]);
  const parts = all.filter(([exact]) => exact !== '0');
  return (parts.length > 0 ? parts : all.slice(0, 1)).flatMap(([exact, unit]) => [amount(exact, unit), ' ' + unit + ' ']);
}

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

  /** For each colour, how much calls of that colour have of their own before each call. */
  get before() {
    if (!this.sums) {
      const own = ownValues(this.values);
      this.sums = COLORS.map(() => new Float64Array(callCount + 1));
      this.sums.forEach((sum, color) => {
        for (let i = 0; i < callCount; i++) {
          sum[i + 1] = sum[i] + (colorOfSet[data.modelSet[i]] === color ? Math.max(0, own[i]) : 0);
        }
      });
    }
    return this.sums;
  }

  /** How much calls of each colour have of their own, among these and those below them. */
  mix(calls) {
    return this.before.map((sum) => calls.reduce((all, i) => all + sum[subtreeEnd[i]] - sum[i], 0));
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

/** What a call costs beyond those below it, in every unit; empty where those add up to more. */
function ownCostText(i) {
  const parts = costs.map((cost, unit) => [cost.ownText(i), data.units[unit]]);
  if (parts.some(([text]) => text === null)) {
    return '';
  }
  const text = parts.filter(([amount]) => amount !== '0').map((part) => part.join(' ')).join(' + ');
  if (data.ownUnpriced[i]) {
    return text === '' ? PRICING[2] : text + ', ' + PRICING[1];
  }
  return text || '0';
}

/** What each call has beyond those below it, for widths and sorting; what is shown is exact. */
function ownValues(values) {
  const own = Float64Array.from(values);
  for (let i = 0; i < callCount; i++) {
    if (data.parent[i] !== ALL) {
      own[data.parent[i]] -= values[i];
    }
  }
  return own;
}
