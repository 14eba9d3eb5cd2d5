// Numbers as a person reads them, the same in every locale.

/** In the place of a number where there is nothing to count. */
const NONE = '–';

function grouped(plain) {
  const [whole, fraction] = plain.split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? text : text + '.' + fraction;
}

/** An exact amount as one reads it at a glance: two decimals, or below one the first three digits. */
function rounded(exact) {
  const [whole, fraction = ''] = exact.split('.');
  const kept = whole === '0' ? fraction.search(/[1-9]/) + 3 : 2;
  if (fraction === '' || fraction.length < kept) {
    return grouped(fraction === '' || whole === '0' ? exact : exact.padEnd(whole.length + 3, '0'));
  }
  const digits = BigInt(whole + fraction.slice(0, kept)) + (fraction[kept] >= '5' ? 1n : 0n);
  const text = String(digits).padStart(kept + 1, '0');
  const point = text.length - kept;
  const plain = text.slice(0, point) + '.' + text.slice(point);
  return grouped(whole === '0' ? plain.replace(/\.?0*$/, '') : plain.replace(/\.00$/, ''));
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
