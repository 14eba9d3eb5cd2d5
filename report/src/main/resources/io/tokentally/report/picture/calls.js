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
const hasUsage = (i) => data.modelSets[data.modelSet[i]].length > 0;
const callModels = (i) => data.modelSets[data.modelSet[i]].map((model) => data.models[model]);

/** The first models have colours of their own, as in the table of models. */
const MODEL_COLORS = 8;
const COLORS = [...Array.from({ length: MODEL_COLORS }, (_, model) => 'm' + model), 'm-other', 'm-mixed', 'm-none'];
const colorOfSet = data.modelSets.map((models) => {
  if (models.length !== 1) {
    return COLORS.indexOf(models.length === 0 ? 'm-none' : 'm-mixed');
  }
  return Math.min(models[0], MODEL_COLORS);
});
const modelColor = (i) => COLORS[colorOfSet[data.modelSet[i]]];

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

function moment(i) {
  if (data.start[i] === null || data.first === '') {
    return '';
  }
  const date = new Date(Date.parse(data.first) + data.start[i]);
  return isNaN(date) ? '' : date.toISOString().replace('T', ' ').replace('Z', ' UTC');
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
