// The chart: slices as elements, the zoom, the keyboard, and what is told about a slice.

const ROW = 27;
const LABEL_FROM = 26;

/** From so many on, the calls of one operation are drawn as one until somebody asks otherwise. */
const MANY_ROOTS = 60;

class Chart {
  /** @param onZoom told after the chart shows something else */
  constructor(onZoom) {
    this.box = document.getElementById('chart');
    this.detail = document.getElementById('detail');
    this.note = document.getElementById('chart-note');
    this.path = document.getElementById('path');
    this.onZoom = onZoom;
    this.zooms = [whole];
    this.measure = measures.find((measure) => measure.values.some((value) => value > 0)) ?? measures[0];
    this.matchesBefore = null;
    this.isMerged = roots.length > MANY_ROOTS;
    this.box.addEventListener('click', (event) => this.with(event, (slice) => this.zoomTo(slice)));
    this.box.addEventListener('mouseover', (event) => this.with(event, (slice) => this.tell(slice)));
    this.box.addEventListener('mouseleave', () => this.tell(this.current));
    this.box.addEventListener('focusin', (event) => this.with(event, (slice) => this.focusOn(slice)));
    this.box.addEventListener('keydown', (event) => this.with(event, (slice) => this.key(event, slice)));
    new ResizeObserver(() => {
      if (this.box.clientWidth !== this.drawnWidth) {
        this.draw();
      }
    }).observe(this.box);
  }

  with(event, act) {
    const at = event.target.closest('.slice');
    if (at) {
      act(this.slices[at.dataset.at]);
    }
  }

  get top() {
    return this.zooms[this.zooms.length - 1];
  }

  setMeasure(measure) {
    this.measure = measure;
    this.draw();
  }

  /** Draws the calls of one operation below the same ones as one slice, or each by itself. */
  setMerged(isMerged) {
    this.isMerged = isMerged;
    const several = this.zooms.findIndex((zoom) => !isOne(zoom) && !zoom.isAll);
    this.zooms.length = several < 0 ? this.zooms.length : several;
    this.redraw();
  }

  /** @param before how many matches there are before each call; null while nothing is searched */
  setMatches(before) {
    this.matchesBefore = before;
    this.draw();
  }

  /** Shows a slice in full width; showing what is shown already goes one step out. */
  zoomTo(slice) {
    if (slice.above === null) {
      this.zoomOut();
      return;
    }
    this.zooms = this.pathTo(slice);
    this.redraw();
  }

  zoomToCall(i) {
    const single = (call) => ({ calls: Int32Array.of(call), isAll: false });
    const path = [single(i)];
    for (let at = data.parent[i]; at !== ALL; at = data.parent[at]) {
      path.push(single(at));
    }
    this.zooms = whole.isAll ? [whole, ...path.reverse()] : path.reverse();
    this.redraw();
  }

  zoomOut() {
    if (this.zooms.length > 1) {
      this.zooms.pop();
      this.redraw();
    }
  }

  /** From the whole to the slice, each step a zoom of its own. */
  pathTo(slice) {
    const steps = [];
    for (let at = slice; at.above !== null; at = at.above) {
      steps.push({ calls: at.calls, isAll: false, isOperation: at.isOperation });
    }
    return [...this.zooms, ...steps.reverse()];
  }

  redraw() {
    const focused = document.activeElement;
    this.draw();
    this.onZoom();
    if (!focused.isConnected) {
      this.focusTop();
    }
  }

  focusTop() {
    this.elements[0].focus({ preventScroll: true });
  }

  draw() {
    this.drawnWidth = this.box.clientWidth;
    const width = Math.max(this.drawnWidth, 100);
    this.slices = layOut(this.top, this.measure, width, this.isMerged);
    this.elements = this.slices.map((slice, at) => this.elementOf(slice, at, width));
    this.box.replaceChildren(...this.elements);
    const levels = this.slices[this.slices.length - 1].level + 1;
    this.box.style.height = levels * ROW + 'px';
    this.current = this.slices[0];
    this.elements[0].tabIndex = 0;
    this.drawPath();
    this.tell(this.current);
    this.note.textContent = chartNote(this.slices, this.measure, this.isMerged);
  }

  elementOf(slice, at, width) {
    const made = element('div', { className: 'slice ' + sliceClasses(slice, this.measure, this.matchesBefore), tabIndex: -1 });
    made.style.left = (100 * slice.x) / width + '%';
    made.style.width = (100 * slice.width) / width + '%';
    made.style.top = slice.level * ROW + 'px';
    made.dataset.at = at;
    made.setAttribute('role', 'treeitem');
    made.setAttribute('aria-level', slice.level + 1);
    made.setAttribute('aria-label', sliceLabel(slice, this.measure));
    if (slice.width >= LABEL_FROM) {
      made.textContent = sliceName(slice);
    }
    if (made.classList.contains('m-mixed')) {
      made.append(mixBand(slice, this.measure));
    }
    return made;
  }

  tell(slice) {
    tellAbout(slice, this.measure, this.detail);
  }

  focusOn(slice) {
    this.elements[this.slices.indexOf(this.current)].tabIndex = -1;
    this.current = slice;
    this.elements[this.slices.indexOf(slice)].tabIndex = 0;
    this.tell(slice);
  }

  key(event, slice) {
    const siblings = slice.above === null ? [slice] : slice.above.below;
    const at = siblings.indexOf(slice);
    const targets = {
      ArrowDown: () => slice.below[0],
      ArrowUp: () => slice.above,
      ArrowLeft: () => siblings[at - 1],
      ArrowRight: () => siblings[at + 1],
      Home: () => this.slices[0],
      End: () => siblings[siblings.length - 1],
    };
    if (event.key in targets) {
      const target = targets[event.key]();
      if (target) {
        this.elements[this.slices.indexOf(target)].focus();
      }
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.zoomTo(slice);
    } else if (event.key === 'Backspace') {
      this.zoomOut();
    } else {
      return;
    }
    event.preventDefault();
  }

  drawPath() {
    const steps = this.zooms.map((zoom, at) => [zoom, at]);
    const shown = steps.length > 6 ? [steps[0], null, ...steps.slice(-4)] : steps;
    const parts = shown.flatMap((step, position) => [
      ...(position === 0 ? [] : ['›']),
      step === null ? '… ' + grouped(String(steps.length - 5)) + ' …' : this.pathStep(...step),
    ]);
    this.path.replaceChildren(...parts);
  }

  pathStep(zoom, at) {
    if (at === this.zooms.length - 1) {
      return element('strong', { textContent: sliceName(zoom) });
    }
    const button = element('button', { type: 'button', className: 'link', textContent: sliceName(zoom) });
    button.addEventListener('click', () => {
      this.zooms.length = at + 1;
      this.redraw();
    });
    return button;
  }
}
