// What is told below the chart.

/** What is known about a slice, below the chart. */
function tellAbout(slice, measure, box) {
  const facts = isOne(slice) ? factsOfCall(slice, measure) : factsOfSeveral(slice, measure);
  const list = facts
    .filter((fact) => fact[1] !== '' && fact[1] !== null)
    .map(([term, value]) => element('div', {}, element('dt', { textContent: term }), element('dd', { textContent: value })));
  box.replaceChildren(
    element('h3', {}, element('bdi', { textContent: sliceName(slice) })),
    element('dl', {}, ...list));
}

function factsOfCall(slice, measure) {
  const i = slice.calls[0];
  const below = subtreeEnd[i] - i - 1;
  return [
    ...shares(slice, measure),
    ['Own cost', below > 0 && hasUsage(i) ? ownCostText(i) : ''],
    ['Own tokens', below > 0 && hasUsage(i) ? tokens.ownText(i) : ''],
    ['Models', callModels(i).join(', ')],
    ['Calls below', below > 0 ? grouped(String(below)) : ''],
    ['Began', moment(i)],
    ['Took', hasTime(i) ? duration(took[i]) : 'has not ended, or no date'],
    ['Time', isBeyondCaller(i) ? 'began before or ended after the call above it' : ''],
    ['Width', slice.isNarrowed ? 'what is below adds up to more, and is narrowed to fit' : ''],
    ['Id', data.id[i]],
  ];
}

function factsOfSeveral(slice, measure) {
  return [
    ...shares(slice, measure),
    ['Calls', grouped(String(slice.calls.length)) + ' and those below them'],
    ['Slice', slice.isAll || slice.isOperation ? '' : 'drawn as one: zoom in'],
  ];
}

function shares(slice, measure) {
  const { calls } = slice;
  const pricing = pricingOf(calls);
  const isUsed = calls.some(hasUsage);
  const part = percent(sumOf(measure.values, calls), sumOf(measure.values, roots));
  return [
    ['Cost', isUsed ? (pricing === 2 ? PRICING[2] : costText(calls)) : NONE],
    ['Pricing', pricing === 1 ? PRICING[1] : ''],
    ['Tokens', isUsed ? tokens.sumText(calls) : NONE],
    ['Part of all', part === '' ? '' : part + ' of ' + measure.label[0].toLowerCase() + measure.label.slice(1)],
  ];
}

function chartNote(slices, measure, isMerged) {
  const notes = isMerged ? ['Calls of one operation, below the same ones, are one slice.'] : [];
  if (measure.isCost) {
    notes.push('Width is cost' + (costs.length > 1 ? ' in this unit' : '') + '; calls without any are not drawn.');
    if (data.pricing.some((pricing) => pricing > 0)) {
      notes.push('Hatched calls have no price, so that their cost is not known; where the right edge is hatched, a part has none.');
    }
  } else if (measure.label === 'Time') {
    notes.push('Width is how long a call took. Calls that ran at the same time stand beside each other, narrowed to fit; '
      + 'a double edge marks those that began before or ended after the call above them.');
  } else {
    notes.push('Width is tokens; calls without any are not drawn.');
  }
  if (data.models.length > 1) {
    notes.push('Colours are models; the band shows how much is of which.');
  }
  if (slices.some((slice) => slice.isDeeper)) {
    notes.push('Slices with a double line below go deeper: zoom in.');
  }
  return notes.join(' ');
}
