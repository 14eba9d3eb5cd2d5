// Which slices there are to draw. Only what is wide enough is a slice of its own: siblings that are
// too thin are gathered behind the others, in slices that can be zoomed into. So there are no more
// than pixels allow.

const THIN = 3;
const PIECE = 18;
/** What is narrower is not drawn: a pointer at its middle could touch the next slice as well. */
const LEAST = 2.25;
/** From here on there is room to make what is gathered so wide that it is always drawn. */
const ROOMY = 200;
const UNPRICED_WIDTH = 10;
const MOST_LEVELS = 24;

// A slice has its calls, x, width, level, the slice above it and those below. It is one call; or
// several of one operation, drawn as one (isOperation); or several that are too thin to be drawn
// one by one; or everything (isAll).
const isOne = (slice) => slice.calls.length === 1 && !slice.isAll;
const isOpen = (slice) => isOne(slice) || slice.isOperation === true;

/** @returns the slices below the calls, level by level; the first slice is the calls themselves */
function layOut(top, measure, width, isMerged) {
  const first = { ...top, x: 0, width, level: 0, above: null, below: [] };
  const slices = [first];
  for (let at = 0; at < slices.length; at++) {
    const slice = slices[at];
    if (slice === first || (isOpen(slice) && slice.width >= THIN)) {
      const inside = isOpen(slice) ? childrenOf(slice.calls, measure) : slice.calls;
      if (slice.level === MOST_LEVELS - 1) {
        slice.isDeeper = inside.some((i) => measure.values[i] > 0);
      } else {
        divide(slice, inside, measure, isMerged);
        slices.push(...slice.below);
      }
    }
  }
  return slices;
}

function childrenOf(calls, measure) {
  if (calls.length === 1) {
    return childrenIn(measure.children, calls[0]);
  }
  const all = [];
  for (const i of calls) {
    for (const child of childrenIn(measure.children, i)) {
      all.push(child);
    }
  }
  return Int32Array.from(all);
}

/** Shares the width of a slice out to the calls in it. */
function divide(slice, inside, measure, isMerged) {
  const values = measure.values;
  const partsOf = isMerged ? operations : singles;
  const sum = sumOf(values, inside);
  const own = isOpen(slice) ? sumOf(values, slice.calls) : 0;
  const whole = Math.max(own, sum);
  slice.isNarrowed = isOpen(slice) && sum > own * (1 + 1e-9);
  const parts = partsOf(inside, (i) => values[i]);
  const unpriced = measure.isCost ? unpricedIn(parts) : [];
  const row = new Row(slice);
  if (whole === 0) {
    // Nothing to go by: all calls have the same width.
    const shown = unpriced.length > 0 ? unpriced : inside;
    row.addAll(partsOf(shown, () => 1), slice.width, shown.length);
    return;
  }
  const kept = unpriced.length > 0 && slice.width / 4 >= LEAST ? Math.min(UNPRICED_WIDTH, slice.width / 4) : 0;
  row.addAll(parts, slice.width - kept, whole);
  if (kept > 0) {
    row.add(unpriced, kept, isMerged && operations(unpriced, () => 1).count === 1);
  }
}

/** The calls of parts that have no width because they have no price. */
function unpricedIn(parts) {
  const unpriced = [];
  for (let at = 0; at < parts.count; at++) {
    if (parts.value(at) === 0) {
      const calls = parts.calls([at]);
      if (calls.some((i) => data.pricing[i] > 0)) {
        calls.forEach((i) => unpriced.push(i));
      }
    }
  }
  return Int32Array.from(unpriced);
}

/** Each call is a part by itself. */
function singles(calls, valueOf) {
  return {
    count: calls.length,
    value: (at) => valueOf(calls[at]),
    calls: (places) => Int32Array.from(places, (at) => calls[at]),
    isOperation: false,
  };
}

/** The calls of each operation are a part together, the greatest part first. */
function operations(calls, valueOf) {
  const byName = new Map();
  for (const i of calls) {
    const name = data.name[i];
    if (!byName.has(name)) {
      byName.set(name, { calls: [], value: 0 });
    }
    const part = byName.get(name);
    part.calls.push(i);
    part.value += valueOf(i);
  }
  const parts = [...byName.values()].sort((a, b) => b.value - a.value);
  return {
    count: parts.length,
    value: (at) => parts[at].value,
    calls: (places) => Int32Array.from(places.flatMap((at) => parts[at].calls)),
    isOperation: true,
  };
}

/** The slices directly below another, from left to right. */
class Row {
  constructor(slice) {
    this.slice = slice;
    this.x = slice.x;
  }

  add(calls, width, isOperation) {
    const { slice } = this;
    slice.below.push({ calls, x: this.x, width, level: slice.level + 1, above: slice, below: [], isOperation });
    this.x += width;
  }

  /** Shares a width out to the parts, which have all of it where they add up to the whole. */
  addAll(parts, width, whole) {
    const scale = width / whole;
    const pieces = thinPieces(parts, scale);
    const gathered = pieces.reduce((sum, piece) => sum + piece.width, 0);
    const least = pieces.length > 0 && width >= ROOMY ? LEAST : 0;
    const narrowed = (width - Math.max(gathered, least)) / (width - gathered);
    for (let at = 0; at < parts.count; at++) {
      const exact = parts.value(at) * scale;
      if (exact >= THIN) {
        this.add(parts.calls([at]), exact * narrowed, parts.isOperation);
      }
    }
    for (const piece of pieces) {
      const drawn = Math.max(piece.width, least);
      if (drawn >= LEAST) {
        this.add(parts.calls(piece.places), drawn, parts.isOperation && piece.places.length === 1);
      }
    }
  }
}

/** The parts that are too thin, in pieces rather than all in one, so that zooming in gets further. */
function thinPieces(parts, scale) {
  const pieces = [];
  for (let at = 0; at < parts.count; at++) {
    const width = parts.value(at) * scale;
    if (width > 0 && width < THIN) {
      if (pieces.length === 0 || pieces[pieces.length - 1].width >= PIECE) {
        pieces.push({ places: [], width: 0 });
      }
      const piece = pieces[pieces.length - 1];
      piece.places.push(at);
      piece.width += width;
    }
  }
  return withoutShortEnd(pieces);
}

function withoutShortEnd(pieces) {
  if (pieces.length > 1 && pieces[pieces.length - 1].width < PIECE) {
    const end = pieces.pop();
    const piece = pieces[pieces.length - 1];
    piece.places = piece.places.concat(end.places);
    piece.width += end.width;
  }
  return pieces;
}
