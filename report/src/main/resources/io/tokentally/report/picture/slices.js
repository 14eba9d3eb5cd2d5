// How slices look and what is said of them.

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
  const count = grouped(String(slice.calls.length));
  if (slice.isOperation) {
    return callName(slice.calls[0]) + ' × ' + count;
  }
  return count + (pricingOf(slice.calls) === 2 ? ' calls without a price' : ' more calls');
}

/** How much of the usage of several calls has a price, as in data.pricing; calls without usage have no say. */
function pricingOf(calls) {
  const used = calls.filter(hasUsage);
  if (used.every((i) => data.pricing[i] === 0)) {
    return 0;
  }
  return used.every((i) => data.pricing[i] === 2) ? 2 : 1;
}

/** The colour of calls that have one in common; several models share another. */
function commonColor(calls) {
  const color = modelColor(calls[0]);
  return calls.every((i) => modelColor(i) === color) ? color : 'm-mixed';
}

/** A band in the colours of the models that a slice of several is made of, each as wide as its part. */
function mixBand(slice, measure) {
  const mix = measure.mix(slice.calls);
  const all = mix.reduce((sum, part) => sum + part, 0);
  let at = 0;
  const stops = mix.flatMap((part, color) => {
    const from = at;
    at += all > 0 ? (100 * part) / all : 0;
    return part > 0 ? [`var(--${COLORS[color]}) ${from}% ${at}%`] : [];
  });
  const band = element('i', { className: 'mix' });
  band.style.background = stops.length > 0 ? `linear-gradient(to right, ${stops.join(', ')})` : 'none';
  return band;
}

function sliceClasses(slice, measure, matchesBefore) {
  const i = slice.calls[0];
  const classes = [slice.isAll ? 'm-mixed' : commonColor(slice.calls)];
  const has = (name, condition) => condition && classes.push(name);
  if (measure.isCost) {
    classes.push(['', 'partly', 'unpriced'][pricingOf(slice.calls)]);
  }
  has('several', !slice.isAll && !isOpen(slice));
  has('wide', slice.width >= 60);
  has('thin', slice.width < LABEL_FROM);
  has('borderless', slice.width < THIN);
  has('deeper', slice.isDeeper);
  has('beyond', measure.label === 'Time' && isOne(slice) && isBeyondCaller(i));
  if (matchesBefore) {
    const isMatch = (call) => matchesBefore[call + 1] > matchesBefore[call];
    has('hit', !slice.isAll && slice.calls.some(isMatch));
    has('dim', !slice.calls.some((call) => matchesBefore[subtreeEnd[call]] > matchesBefore[call]));
  }
  return classes.join(' ');
}

function sliceLabel(slice, measure) {
  if (!isOne(slice)) {
    return isOpen(slice) ? sliceName(slice) + ', ' + amountText(slice, measure) : sliceName(slice);
  }
  return [sliceName(slice), amountText(slice, measure), ...callModels(slice.calls[0]).slice(0, 3)].join(', ');
}

/** The amount of the chosen measure, never 0 for what has no price. */
function amountText(slice, measure) {
  const text = measure.text(slice.calls);
  const pricing = measure.isCost ? pricingOf(slice.calls) : 0;
  return [text, text + ', ' + PRICING[1], PRICING[2]][pricing];
}
