// Which slices there are to draw. Only what is wide enough is a slice of its own: neighbours that
// are too thin become one slice, which can be zoomed into. So there are no more than pixels allow.

const THIN = 3;
const PIECE = 18;
const UNPRICED_WIDTH = 10;
const MOST_LEVELS = 24;

/**
 * A slice: one call, or several that stand beside each other.
 *
 * @typedef {{calls: Int32Array, x: number, width: number, level: number, above: ?Slice, below: Slice[]}} Slice
 */
const isOne = (slice) => slice.calls.length === 1 && !slice.isAll;

/** @returns the slices below the calls, level by level; the first slice is the calls themselves */
function layOut(top, measure, width) {
  const first = { ...top, x: 0, width, level: 0, above: null, below: [] };
  const slices = [first];
  for (let at = 0; at < slices.length; at++) {
    const slice = slices[at];
    if (slice === first || (isOne(slice) && slice.width >= THIN)) {
      const inside = isOne(slice) ? childrenIn(measure.children, slice.calls[0]) : slice.calls;
      if (slice.level === MOST_LEVELS - 1) {
        slice.isDeeper = inside.length > 0;
      } else {
        divide(slice, inside, measure);
        slices.push(...slice.below);
      }
    }
  }
  return slices;
}

/** Shares the width of a slice out to the calls in it. */
function divide(slice, inside, measure) {
  const values = measure.values;
  const sum = sumOf(values, inside);
  const whole = isOne(slice) ? Math.max(values[slice.calls[0]], sum) : sum;
  slice.isNarrowed = isOne(slice) && sum > values[slice.calls[0]] * (1 + 1e-9);
  const unpriced = measure.isCost ? inside.filter((i) => values[i] === 0 && data.pricing[i] > 0) : [];
  if (whole === 0) {
    // Nothing to go by: all have the same width.
    const shown = unpriced.length > 0 ? unpriced : inside;
    new Row(slice).addAll(shown, () => slice.width / shown.length);
    return;
  }
  const kept = unpriced.length > 0 ? Math.min(UNPRICED_WIDTH, slice.width / 4) : 0;
  const row = new Row(slice);
  row.addAll(inside, (i) => (values[i] / whole) * (slice.width - kept));
  if (kept > 0) {
    row.add(Int32Array.from(unpriced), kept);
  }
}

/** The slices directly below another, from left to right. */
class Row {
  constructor(slice) {
    this.slice = slice;
    this.x = slice.x;
  }

  add(calls, width) {
    const { slice } = this;
    slice.below.push({ calls, x: this.x, width, level: slice.level + 1, above: slice, below: [] });
    this.x += width;
  }

  addAll(calls, widthOf) {
    let from = 0;
    let thin = 0;
    const addThin = (to) => {
      if (thin > 0) {
        this.add(calls.slice(from, to).filter((i) => widthOf(i) > 0), thin);
      }
      thin = 0;
    };
    for (let at = 0; at < calls.length; at++) {
      const width = widthOf(calls[at]);
      if (width >= THIN || thin >= PIECE) {
        addThin(at);
        from = at;
      }
      if (width >= THIN) {
        this.add(calls.subarray(at, at + 1), width);
        from = at + 1;
      } else {
        thin += width;
      }
    }
    addThin(calls.length);
  }
}
