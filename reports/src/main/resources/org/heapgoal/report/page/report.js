'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = id => document.getElementById(id);
  const NONE = '–';
  const ROWS = 25;
  const RULE_COLOURS = ['#56b4e9', '#f0e442', '#d55e00', '#c8c8c8', '#cc79a7', '#009e73', '#8c8c8c', '#c8c8c8'];
  const TABLE = ['NUMBER', 'START', 'LIVE_AT_START', 'LIVE_AT_END', 'MARKED', 'GOAL', 'GOAL_RULE', 'TRIGGER',
    'TRIGGER_BOUND', 'MARK', 'PAUSE', 'ASSIST_CPU', 'DEDICATED_CPU', 'FRACTIONAL_CPU', 'IDLE_CPU', 'LIMITER', 'CAUSE'];

  const OPTIONAL = ['DEDICATED_CPU', 'FRACTIONAL_CPU', 'IDLE_CPU', 'LIMITER'];

  // ---- numbers for people, as the rest of the report prints them: three significant digits and a unit

  /** As the rest of the report rounds: halves to even. */
  const fixed = (size, decimals) => {
    const scaled = size * Math.pow(10, decimals);
    const below = Math.floor(scaled);
    return (scaled - below === 0.5 && below % 2 === 0 ? below / Math.pow(10, decimals) : size).toFixed(decimals);
  };
  const digits = value => {
    const size = Math.abs(value);
    if (size === 0) return '0';
    const whole = Math.floor(Math.log10(Number(size.toPrecision(3))));
    return (value < 0 ? '−' : '') + fixed(size, Math.max(0, 2 - whole));
  };
  const bytes = value => {
    if (value === null || value === undefined) return NONE;
    if (value < 0) return 'unlimited';
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
    let unit = 0;
    while (unit < units.length - 1 && Math.round(value) >= 1024) { value /= 1024; unit++; }
    return (unit === 0 ? value.toFixed(0) : digits(value)) + ' ' + units[unit];
  };
  const seconds = value => {
    if (value === null || value === undefined) return NONE;
    const size = Math.abs(value);
    if (size === 0) return '0 s';
    if (size < 1e-6) return digits(value * 1e9) + ' ns';
    if (size < 1e-3) return digits(value * 1e6) + ' µs';
    if (size < 1) return digits(value * 1e3) + ' ms';
    return digits(value) + ' s';
  };
  const instant = value => {
    if (value >= 7200) return Math.floor(value / 3600) + ' h ' + Math.floor(value % 3600 / 60) + ' min';
    return value >= 120 ? Math.floor(value / 60) + ' min ' + (value % 60).toFixed(1) + ' s' : value.toFixed(3) + ' s';
  };
  const percent = share => share === null || share === undefined ? NONE : Number((share * 100).toPrecision(3)).toFixed(
    share * 100 >= 9.995 ? 1 : 2) + ' %';
  const thousands = value => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
  const print = (column, value) => {
    switch (column.kind) {
      case 'BYTES': return bytes(value);
      case 'SECONDS': return column.name === 'START' ? instant(value) : seconds(value);
      case 'FRACTION': return percent(value);
      case 'RATIO': return value === null ? NONE : digits(value);
      case 'FLAG': return value ? 'yes' : 'no';
      case 'COUNT': return thousands(value);
      default: return String(value);
    }
  };

  // ---- the recordings

  const runs = data.runs.map(run => {
    const columns = new Map(run.columns.map(column => [column.name, column]));
    return { ...run, columns, starts: columns.get('START').values, numbers: columns.get('NUMBER').values };
  });
  let shown = 0;
  let selected = 0;
  let page = 0;
  const run = () => runs[shown];
  const count = () => run().numbers.length;
  const wholeEnd = Math.max(1e-9, ...runs.map(one => one.duration), ...runs.map(one => one.heap.t[one.heap.t.length - 1] || 0));

  // ---- colours come from the style sheet, so that charts follow the theme

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const fade = name => {
    const value = colour(name);
    return value.length === 7 ? value + 'd0' : value;
  };

  // ---- charts

  const plots = [];
  /** The stretch of time that all charts show. */
  let view = { min: 0, max: wholeEnd };
  let zooming = false;

  /** A drop happens at the instant of a peak; the chart needs instants that grow. */
  const rising = times => {
    const out = new Array(times.length);
    let last = -1;
    for (let i = 0; i < times.length; i++) {
      last = times[i] > last ? times[i] : last + 1e-9;
      out[i] = last;
    }
    return out;
  };
  const known = values => values !== undefined && values.some(value => value !== null);
  const axis = (values, size) => ({
    stroke: () => colour('soft'),
    grid: { stroke: () => colour('grid'), width: 1 },
    ticks: { stroke: () => colour('grid'), width: 1 },
    font: '12px system-ui, sans-serif',
    values, size,
  });
  const timeAxis = () => axis((u, ticks) => ticks.map(tick =>
    u.scales.x.max > 7200 ? +(tick / 3600).toFixed(3) + ' h' : +tick.toFixed(6) + ' s'), 34);
  const byteSplits = (u, index, min, max) => {
    const rough = (max - min) / 5;
    const power = Math.pow(2, Math.floor(Math.log2(Math.max(rough, 1))));
    const step = rough / power > 1.5 ? power * 2 : power;
    const out = [];
    for (let at = Math.ceil(min / step) * step; at <= max; at += step) out.push(at);
    return out;
  };

  const nearest = time => {
    const starts = run().starts;
    let best = 0;
    for (let i = 1; i < starts.length; i++) {
      if (Math.abs(starts[i] - time) < Math.abs(starts[best] - time)) best = i;
    }
    const inside = run().end.findIndex((end, i) => starts[i] <= time && time <= end);
    return inside >= 0 ? inside : best;
  };

  /** The selected cycle as a band, and on the heap's chart what set each cycle's goal. */
  const decorate = withRules => u => {
    const context = u.ctx;
    const { left, top, width, height } = u.bbox;
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    const one = run();
    if (count() > 0) {
      const from = u.valToPos(one.starts[selected], 'x', true);
      const to = u.valToPos(one.end[selected], 'x', true);
      context.fillStyle = colour('band');
      context.fillRect(from - 1, top, Math.max(3, to - from), height);
      context.fillStyle = colour('accent');
      context.fillRect(from - 1, top, 2, height);
    }
    if (withRules && one.rule) {
      const strip = Math.round(7 * devicePixelRatio);
      let before = 0;
      for (let i = 0; i < one.rule.length; i++) {
        const gap = one.gapAfter !== null && i === one.gapAfter;
        const a = u.valToPos(gap ? one.starts[i] : before, 'x', true);
        const b = u.valToPos(one.end[i], 'x', true);
        context.fillStyle = RULE_COLOURS[one.rule[i]];
        context.fillRect(a, top + height - strip, Math.max(1, b - a), strip);
        before = one.end[i];
      }
    }
    context.restore();
  };

  /** The memory limit, above the lines of the heap. */
  const limit = u => {
    const one = run();
    if (one.limit === null || one.limit > u.scales.y.max) return;
    const context = u.ctx;
    const { left, width, top } = u.bbox;
    const at = u.valToPos(one.limit, 'y', true);
    const label = 'GOMEMLIMIT ' + bytes(one.limit);
    context.save();
    context.strokeStyle = colour('limit');
    context.lineWidth = 1.5 * devicePixelRatio;
    context.setLineDash([10 * devicePixelRatio, 4 * devicePixelRatio]);
    context.beginPath();
    context.moveTo(left, at);
    context.lineTo(left + width, at);
    context.stroke();
    context.font = 12 * devicePixelRatio + 'px system-ui, sans-serif';
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    const room = context.measureText(label).width + 8;
    const middle = at - top > 24 * devicePixelRatio ? at - 11 * devicePixelRatio : at + 11 * devicePixelRatio;
    context.fillStyle = colour('paper');
    context.fillRect(left + width - room - 2, middle - 8 * devicePixelRatio, room, 16 * devicePixelRatio);
    context.fillStyle = colour('limit');
    context.fillText(label, left + width - 6, middle);
    context.restore();
  };

  const chart = (id, title, height, build) => {
    const figure = document.createElement('figure');
    figure.className = 'plot';
    figure.id = id;
    figure.tabIndex = 0;
    figure.setAttribute('role', 'group');
    const caption = document.createElement('figcaption');
    caption.textContent = title;
    figure.append(caption);
    $('plots').append(figure);
    const plot = { id, figure, title, height, build, u: null };
    figure.addEventListener('keydown', keys);
    plots.push(plot);
    draw(plot);
  };

  const draw = plot => {
    const built = plot.build();
    if (plot.u) plot.u.destroy();
    let down = 0;
    const options = {
      width: Math.max(280, plot.figure.clientWidth),
      height: plot.height,
      cursor: { sync: { key: 'time' }, drag: { x: true, y: false, setScale: true }, focus: { prox: -1 } },
      scales: { x: { time: false, range: (u, min, max) => [min, max] }, ...built.scales },
      series: [{ label: 'time', value: (u, at) => at === null ? NONE : instant(at) }, ...built.series],
      bands: built.bands,
      axes: [timeAxis(), built.axis],
      legend: { live: true },
      hooks: {
        setScale: [(u, key) => key === 'x' && follow(u)],
        drawClear: [decorate(plot.id === 'plot-heap')],
        draw: plot.id === 'plot-heap' ? [limit] : [],
        ready: [u => {
          u.over.addEventListener('mousedown', event => { down = event.clientX; });
          u.over.addEventListener('click', event => {
            if (count() > 0 && Math.abs(event.clientX - down) < 4) {
              select(nearest(u.posToVal(event.clientX - u.over.getBoundingClientRect().left, 'x')));
            }
          });
          // Double-click is uPlot's own: it shows the whole run, here with the limits that all charts share.
        }],
      },
    };
    plot.u = new uPlot(options, built.data, plot.figure);
    plot.u.setScale('x', view);
    for (const name of plot.figure.querySelectorAll('.u-legend .u-series:not(:first-child) th')) {
      name.tabIndex = 0;
      name.setAttribute('role', 'button');
      name.title = 'hides or shows the line';
      name.addEventListener('keydown', event => {
        if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); event.stopPropagation(); name.click(); }
      });
    }
  };

  /** What a chart shows now, for readers who cannot see it. */
  const describe = plot => {
    const { min, max } = view;
    const parts = plot.u.series.slice(1).map((series, index) => {
      let top = null;
      const values = series.raw || plot.u.data[index + 1];
      plot.u.data[0].forEach((time, i) => {
        if (time >= min && time <= max && values[i] !== null && values[i] !== undefined && (top === null || values[i] > top)) top = values[i];
      });
      return top === null ? null : series.label + ' up to ' + series.say(top);
    }).filter(part => part !== null);
    plot.figure.setAttribute('aria-label', plot.title + ', ' + instant(min) + ' to ' + instant(max) + ': ' + parts.join(', '));
  };

  /** All charts show the same stretch of time. */
  const follow = u => {
    if (zooming) return;
    zooming = true;
    let { min, max } = u.scales.x;
    const least = Math.min(1e-6, wholeEnd);
    min = Math.max(0, min);
    max = Math.min(wholeEnd, max);
    if (!(max - min >= least)) { min = 0; max = wholeEnd; }
    view = { min, max };
    // uPlot applies a scale after its hooks have run; setting the others now keeps all charts in one frame.
    queueMicrotask(() => {
      for (const plot of plots) {
        if (!plot.u) continue;
        const now = plot.u.scales.x;
        if (now.min !== view.min || now.max !== view.max) plot.u.setScale('x', view);
      }
      queueMicrotask(() => {
        zooming = false;
        viewed();
      });
    });
  };
  const viewed = () => {
    plots.forEach(plot => plot.u && describe(plot));
    $('zoom-out').disabled = $('zoom-all').disabled = view.min <= 0 && view.max >= wholeEnd;
    $('plots').dataset.from = String(view.min);
    $('plots').dataset.to = String(view.max);
    point();
  };
  const zoom = (min, max) => plots.length && plots[0].u.setScale('x', { min: Math.max(0, min), max: Math.min(wholeEnd, max) });
  const scaleBy = factor => {
    const { min, max } = view;
    const half = (max - min) / 2 * factor;
    const at = count() > 0 ? run().starts[selected] : (min + max) / 2;
    const middle = factor < 1 && at >= min && at <= max ? at : (min + max) / 2;
    let from = middle - half;
    let to = middle + half;
    if (from < 0) { to -= from; from = 0; }
    if (to > wholeEnd) { from -= to - wholeEnd; to = wholeEnd; }
    if (to - from > 1e-6) zoom(from, to);
  };

  /** Series that were sampled at different times share one axis: where one has no sample, its last one before counts. */
  const lastKnown = (values, at) => {
    while (at > 0 && values[at] == null) at--;
    return values[at];
  };
  const line = (label, name, more) => ({
    label, stroke: () => colour(name), width: 1.5, points: { show: false }, spanGaps: true,
    value: (u, value, series, at) => bytes(at == null ? value : lastKnown(u.data[series], at)), say: bytes, ...more,
  });

  const heapChart = () => {
    const tables = [];
    const series = [];
    runs.forEach((one, index) => {
      const observed = runs.length > 1 && index > 0;
      const named = text => one.label === '' ? text : text + ', ' + one.label;
      const table = [rising(one.heap.t)];
      const add = (values, label, name, more) => {
        if (known(values)) { table.push(values); series.push(line(named(label), name, more)); }
      };
      add(one.heap.live, 'live heap', observed ? 'observed' : 'live', observed ? { dash: [6, 3] } : {});
      add(one.heap.goal, 'heap goal', observed ? 'observed-goal' : 'goal', observed ? { dash: [6, 3] } : { width: 1.2 });
      if (!observed) {
        add(one.heap.trigger, 'trigger', 'trigger', { dash: [4, 3], width: 1 });
        if (!one.resident) add(one.heap.mapped, 'mapped memory', 'mapped', {});
      }
      tables.push(table);
      if (!observed && one.resident) {
        tables.push([rising(one.resident.t), one.resident.bytes]);
        series.push(line(named('RSS'), 'mapped', {}));
      }
    });
    return {
      data: tables.length === 1 ? tables[0] : uPlot.join(tables),
      series,
      scales: { y: { range: (u, min, max) => [0, Math.max(max || 1, limitInView(max)) * 1.06] } },
      axis: { ...axis((u, ticks) => ticks.map(tick => bytes(tick).replace(/\.0+ /, ' ')), 72), splits: byteSplits },
    };
  };
  /** A limit far above everything would press the lines to the ground. */
  const limitInView = max => run().limit !== null && run().limit < 1.6 * (max || 1) ? run().limit : 0;

  const cpuChart = () => {
    const cpu = run().cpu;
    const kinds = [['BACKGROUND_MARK', 'dedicated and fractional workers', 'background'], ['ASSIST', 'mark assists', 'assist'],
      ['PAUSE', 'pauses', 'pause'], ['IDLE_MARK', 'idle-time workers', 'idle']]
      .filter(([kind]) => cpu[kind].some(share => share > 0));
    const times = cpu.PAUSE.map((share, i) => i * cpu.seconds);
    if (times.length > 0) times.push(times.length * cpu.seconds);
    const sums = new Array(times.length).fill(0);
    const table = [];
    const series = [];
    for (const [kind, label, name] of kinds) {
      const raw = times.map((time, i) => i < cpu[kind].length ? cpu[kind][i] : null);
      raw.forEach((share, i) => { sums[i] = share === null ? null : sums[i] + share; });
      table.unshift([...sums]);
      series.unshift({
        label, stroke: () => colour(name), fill: () => fade(name), width: 1, points: { show: false },
        paths: uPlot.paths.stepped({ align: 1 }), raw, say: percent,
        value: (u, value, index, at) => at === null ? NONE : percent(u.series[index].raw[at]),
      });
    }
    return {
      data: [times, ...table], series,
      scales: { y: { range: (u, min, max) => [0, Math.max(0.01, (max || 0) * 1.08)] } },
      axis: axis((u, ticks) => ticks.map(tick => +(tick * 100).toFixed(2) + ' %'), 72),
    };
  };

  const pauseChart = () => {
    const column = name => run().columns.get(name).values;
    const dots = (label, name) => ({
      label, stroke: () => colour(name), width: 1, paths: () => null, say: seconds,
      points: { show: true, size: 5, fill: () => colour(name), width: 0 }, value: (u, value) => seconds(value),
    });
    const positive = values => values.map(value => value > 0 ? value : null);
    return {
      data: [rising(run().starts), positive(column('MARK')), positive(column('PAUSE'))],
      series: [dots('concurrent marking', 'live'), dots('pauses', 'limit')],
      scales: { y: { distr: 3, log: 10 } },
      axis: axis((u, ticks) => ticks.map(tick => tick === null || !/^1/.test(tick.toExponential()) ? '' : seconds(tick).replace(/\.0+ /, ' ')), 72),
    };
  };

  // ---- the selected cycle

  const cell = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };

  const point = () => {
    if (count() === 0) return;
    for (const plot of plots) {
      const at = run().starts[selected];
      if (plot.u.status === 1 && at >= view.min && at <= view.max) plot.u.setCursor({ left: plot.u.valToPos(at, 'x'), top: -10 }, false);
    }
  };

  const select = index => {
    if (count() === 0) return;
    selected = Math.min(Math.max(0, index), count() - 1);
    const one = run();
    const number = one.numbers[selected];
    const text = 'cycle ' + thousands(number) + ' at ' + instant(one.starts[selected]);
    $('scrubber').value = String(selected);
    $('scrubber').setAttribute('aria-valuetext', text);
    $('position').textContent = text;
    $('previous').disabled = selected === 0;
    $('next').disabled = selected === count() - 1;
    $('cycle-title').textContent = 'Cycle ' + thousands(number) + (one.label ? ', ' + one.label : '') + ' (' + thousands(one.total) + ' in all)';
    $('explanation').textContent = one.explain[selected];
    $('facts').replaceChildren(...[...one.columns.values()].filter(column => column.name !== 'NUMBER' && column.name !== 'CAUSE').map(column => {
      const pair = document.createElement('div');
      pair.title = column.meaning;
      pair.append(cell('dt', column.label), cell('dd', print(column, column.values[selected])));
      return pair;
    }));
    const { min, max } = view;
    const at = one.starts[selected];
    if (at < min || at > max) {
      const half = (max - min) / 2;
      const middle = Math.min(Math.max(at, half), wholeEnd - half);
      zoom(middle - half, middle + half);
    }
    plots.forEach(plot => plot.u.redraw(false, false));
    point();
    page = Math.floor(selected / ROWS);
    rows();
  };

  // ---- the table, a page at a time

  const rows = () => {
    const one = run();
    const columns = TABLE.map(name => one.columns.get(name)).filter(column => column !== undefined
      && !(OPTIONAL.includes(column.name) && column.values.every(value => !value)));
    const head = document.createElement('tr');
    columns.forEach(column => {
      const th = cell('th', column.label);
      th.scope = 'col';
      th.title = column.meaning;
      if (column.kind === 'TEXT') th.className = 'words';
      head.append(th);
    });
    const table = $('cycle-table');
    table.tHead.replaceChildren(head);
    const from = page * ROWS;
    const to = Math.min(count(), from + ROWS);
    const body = [];
    for (let i = from; i < to; i++) {
      const tr = document.createElement('tr');
      if (i === selected) tr.setAttribute('aria-current', 'true');
      tr.addEventListener('click', () => select(i));
      columns.forEach(column => {
        const text = print(column, column.values[i]);
        if (column.name === 'NUMBER') {
          const th = document.createElement('th');
          th.scope = 'row';
          const button = cell('button', text);
          button.type = 'button';
          button.setAttribute('aria-label', 'Select cycle ' + text);
          th.append(button);
          tr.append(th);
        } else {
          const td = cell('td', text);
          if (column.kind === 'TEXT') td.className = 'words';
          tr.append(td);
        }
      });
      body.push(tr);
    }
    const focused = document.activeElement && table.contains(document.activeElement) ? document.activeElement.getAttribute('aria-label') : null;
    table.tBodies[0].replaceChildren(...body);
    if (focused) {
      const again = [...table.querySelectorAll('button')].find(button => button.getAttribute('aria-label') === focused);
      if (again) again.focus();
    }
    $('page').textContent = count() === 0 ? 'No cycle completed.'
      : 'cycles ' + thousands(one.numbers[from]) + ' to ' + thousands(one.numbers[to - 1]) + ' of ' + thousands(one.total);
    $('first-page').disabled = $('previous-page').disabled = page === 0;
    $('last-page').disabled = $('next-page').disabled = to >= count();
  };
  const turn = to => {
    page = Math.min(Math.max(0, to), Math.max(0, Math.ceil(count() / ROWS) - 1));
    rows();
  };

  // ---- controls

  const keys = event => {
    if (event.target.closest('.u-legend') || event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = {
      ArrowLeft: () => select(selected - 1), ArrowRight: () => select(selected + 1),
      PageDown: () => select(selected + 10), PageUp: () => select(selected - 10),
      Home: () => select(0), End: () => select(count() - 1),
      '+': () => scaleBy(0.5), '=': () => scaleBy(0.5), '-': () => scaleBy(2), '0': () => zoom(0, wholeEnd),
    };
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  };

  const legend = () => {
    const one = run();
    const used = one.rule ? [...new Set(one.rule)].sort((a, b) => a - b) : [];
    $('rules').replaceChildren(...(used.length ? [cell('li', 'Strip below the heap, goal set by:')] : []), ...used.map(rule => {
      const item = document.createElement('li');
      const patch = document.createElement('i');
      patch.style.background = RULE_COLOURS[rule];
      item.append(patch, data.rules[rule]);
      return item;
    }));
  };

  const show = index => {
    shown = index;
    selected = 0;
    $('scrubber').max = String(Math.max(0, count() - 1));
    for (const id of ['scrubber', 'previous', 'next', 'zoom-cycle']) $(id).disabled = count() === 0;
    $('cycle').hidden = count() === 0;
    plots.forEach(draw);
    legend();
    page = 0;
    rows();
    select(0);
  };

  const repaint = () => plots.forEach(plot => plot.u && plot.u.redraw(false, true));
  const theme = value => {
    if (value === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = value;
    repaint();
  };
  const remembered = () => {
    try { return localStorage.getItem('heapgoal-theme'); } catch (blocked) { return null; }
  };
  const remember = value => {
    try { localStorage.setItem('heapgoal-theme', value); } catch (blocked) { /* a page from disk may have no storage */ }
  };

  $('explorer').hidden = false;
  $('cycles-part').hidden = false;
  $('theme-choice').hidden = false;
  const wanted = remembered();
  if (wanted === 'light' || wanted === 'dark') { $('theme').value = wanted; theme(wanted); }
  $('theme').addEventListener('change', event => { theme(event.target.value); remember(event.target.value); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
  if (runs.length > 1) {
    $('run-choice').hidden = false;
    $('run').replaceChildren(...runs.map((one, index) => new Option(one.label + ' cycles', String(index))));
    $('run').addEventListener('change', event => show(Number(event.target.value)));
  }
  $('scrubber').addEventListener('input', event => select(Number(event.target.value)));
  $('previous').addEventListener('click', () => select(selected - 1));
  $('next').addEventListener('click', () => select(selected + 1));
  $('zoom-in').addEventListener('click', () => scaleBy(0.5));
  $('zoom-out').addEventListener('click', () => scaleBy(2));
  $('zoom-all').addEventListener('click', () => zoom(0, wholeEnd));
  $('zoom-cycle').addEventListener('click', () => {
    const from = run().starts[Math.max(0, selected - 2)];
    const to = run().end[Math.min(count() - 1, selected + 2)];
    zoom(from - (to - from) * 0.1, to + (to - from) * 0.1);
  });
  $('first-page').addEventListener('click', () => turn(0));
  $('previous-page').addEventListener('click', () => turn(page - 1));
  $('next-page').addEventListener('click', () => turn(page + 1));
  $('last-page').addEventListener('click', () => turn(Infinity));

  const small = innerWidth < 600;
  if (runs.some(one => one.heap.t.length > 0)) chart('plot-heap', 'Heap', small ? 260 : 340, heapChart);
  if (runs.some(one => one.cpu.PAUSE.length > 0)) chart('plot-cpu', 'GC CPU, share of all CPU time', small ? 180 : 200, cpuChart);
  if (runs.some(one => one.numbers.length > 0)) chart('plot-pauses', 'Length of each cycle’s pauses and marking', small ? 180 : 190, pauseChart);
  show(0);

  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth === width) return;
    width = innerWidth;
    plots.forEach(plot => plot.u.setSize({ width: Math.max(280, plot.figure.clientWidth), height: plot.height }));
    point();
  });
})();
