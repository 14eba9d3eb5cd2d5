// Which calls are shown: by name, model and id; upper and lower case are the same.

const found = { text: document.getElementById('search'), model: document.getElementById('model-filter'), time: document.getElementById('time-filter') };
const option = (text, value) => element('option', { textContent: text, value: String(value) });
found.model.append(...data.models.map(option));
{
  const inUse = new Set(data.time);
  found.time.append(...data.bars.times.map(option).filter((each) => inUse.has(Number(each.value))));
}

function filter() {
  const wanted = found.text.value.trim().toLowerCase();
  const model = found.model.value === '' ? null : Number(found.model.value);
  const time = found.time.value === '' ? null : Number(found.time.value);
  if (wanted === '' && model === null && time === null) {
    document.getElementById('matches').textContent = '';
    chart.setMatches(null);
    table.setMatches(null);
    return;
  }
  const has = (each) => each.toLowerCase().includes(wanted);
  const names = data.names.map(has);
  const models = data.models.map(has);
  const sets = data.modelSets.map((set) => set.some((each) => models[each]));
  const setsOfModel = data.modelSets.map((set) => model === null || set.includes(model));
  const before = new Int32Array(callCount + 1);
  const topmost = [];
  for (let i = 0, covered = 0; i < callCount; i++) {
    const isMatch = (names[data.name[i]] || sets[data.modelSet[i]] || has(data.id[i]))
      && setsOfModel[data.modelSet[i]]
      && (time === null || data.time[i] === time);
    before[i + 1] = before[i] + (isMatch ? 1 : 0);
    if (isMatch && i >= covered) {
      topmost.push(i);
      covered = subtreeEnd[i];
    }
  }
  document.getElementById('matches').textContent = matchText(before[callCount], topmost);
  chart.setMatches(before);
  table.setMatches(before);
}

/** A match below another one is not counted twice. */
function matchText(count, topmost) {
  const calls = grouped(String(count)) + (count === 1 ? ' call matches' : ' calls match');
  if (count === 0) {
    return 'No call matches';
  }
  const cost = costText(topmost);
  const known = [cost, cost + ' (not all of it has a price)', PRICING[2]][pricingOf(topmost)];
  return calls + ': ' + known + ', ' + tokens.sumText(topmost) + ' tokens, with everything below';
}

let waiting = 0;
found.text.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(filter, 120);
});
found.model.addEventListener('change', filter);
found.time.addEventListener('change', filter);
