// SPDX-License-Identifier: Apache-2.0
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const NARROW = 480;
  const LABEL = 14;
  /** Half of a landscape page, which has no size yet when it is drawn for. */
  const PAPER = 480;
  const hidden = new Set();
  let printing = false;

  const themes = {
    light: {
      key: 'light', ink: '#1b1f23', faint: '#5d656d', line: '#e3e7ea', strong: '#9aa1a8',
      muted: '#9aa1a8', paper: '#ffffff'
    },
    dark: {
      key: 'dark', ink: '#e6e9ec', faint: '#a0a7ae', line: '#2b3036', strong: '#6b727a',
      muted: '#757c84', paper: '#14171a'
    },
  };
  const theme = () => themes[dark.matches && !printing ? 'dark' : 'light'];
  const look = name => data.styles[name] || data.looks[name];
  const color = name => look(name)[theme().key];
  const marker = name => 'path://' + look(name).path;
  const shown = rows => rows.filter(row => !hidden.has(row.name));
  const escape = text => echarts.format.encodeHTML(text);

  function number(value) {
    const size = Math.abs(value);
    if (size === 0) return '0';
    if (size < 9.995) return value.toFixed(2);
    return size < 99.95 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');
  }

  function short(value) {
    if (value >= 1e6) return +(value / 1e6).toPrecision(3) + ' M';
    return value >= 1e4 ? +(value / 1e3).toPrecision(3) + ' k' : (+value.toPrecision(3)).toLocaleString('en-US');
  }

  /**
   * At most so many round values from low to high; on a logarithmic scale 1, 2, 5 of each decade, where enough lie
   * within.
   */
  function ticks(low, high, most, logarithmic) {
    if (logarithmic) {
      for (const steps of [[1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]]) {
        const found = [];
        for (let decade = Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++) {
          steps.map(step => step * 10 ** decade).filter(tick => tick >= low && tick <= high)
            .forEach(tick => found.push(tick));
        }
        if (found.length >= 3 && found.length <= most) return found;
      }
    }
    const rough = (high - low) / most;
    const unit = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(n => n * unit).find(n => n >= rough);
    const found = [];
    for (let n = Math.ceil(low / step - 1e-9); n * step <= high * (1 + 1e-9); n++) found.push(n * step);
    return found;
  }

  /** A scale whose ticks are drawn as lines, as ECharts' own logarithmic axis has none but powers of ten. */
  function scale(values, {most, logarithmic, include = []}) {
    const all = [...values, ...include];
    let low = Math.min(...all);
    let high = Math.max(...all);
    if (!logarithmic) {
      return {min: 0, max: high * 1.06 || 1, at: v => v, from: v => v, ticks: ticks(0, high * 1.06 || 1, most, false)};
    }
    const pad = Math.max(0.012, (Math.log10(high) - Math.log10(low)) * 0.05);
    low = 10 ** (Math.log10(low) - pad);
    high = 10 ** (Math.log10(high) + pad);
    return {
      min: Math.log10(low), max: Math.log10(high), at: Math.log10, from: v => 10 ** v,
      ticks: ticks(low, high, most, true)
    };
  }

  const spreads = values => Math.max(...values) > 8 * Math.min(...values);

  const axis = (scaled, name, extra = {}) => ({
    name, nameLocation: 'middle', nameGap: 22, nameTextStyle: {color: theme().faint, fontSize: 11},
    type: 'value', min: scaled.min, max: scaled.max, axisLabel: {show: false}, axisTick: {show: false},
    splitLine: {show: false},
    axisLine: {show: true, onZero: false, lineStyle: {color: theme().strong}}, ...extra,
  });

  /** Lines and labels of both axes; strong is a value of x whose line stands out, side where the labels of x are. */
  function rulers(x, y, format, strong, side = 'start') {
    const line = (key, tick, scaled, text) => ({
      [key]: scaled.at(tick),
      lineStyle: tick === strong ? {color: theme().strong, width: 1.5} : {color: theme().line, width: 1},
      label: {
        formatter: text(tick), color: theme().faint, position: key === 'xAxis' ? side : 'start',
        distance: 6, fontSize: 11
      },
    });
    return {
      type: 'line', data: [], silent: true, z: 0, tooltip: {show: false},
      markLine: {
        z: 0, symbol: 'none', silent: true, animation: false, lineStyle: {type: 'solid'},
        data: [
          ...(x ? x.ticks.map(tick => line('xAxis', tick, x, format.x)) : []),
          ...(y ? y.ticks.map(tick => line('yAxis', tick, y, format.y)) : []),
        ],
      },
    };
  }

  const tooltip = formatter => ({
    trigger: 'item', confine: true, formatter, backgroundColor: theme().paper, borderColor: theme().strong,
    textStyle: {color: theme().ink, fontSize: 12},
  });
  const base = () => ({
    animation: false, markLine: {z: 0},
    textStyle: {
      fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
      color: theme().ink
    }
  });

  /** Moves sorted places as little as possible so that they lie this far apart, and all of them below low. */
  function apart(places, distance, low) {
    const groups = [];
    places.forEach((place, i) => {
      let group = {sum: place - i * distance, size: 1};
      while (groups.length
          && groups[groups.length - 1].sum / groups[groups.length - 1].size >= group.sum / group.size) {
        const before = groups.pop();
        group = {sum: before.sum + group.sum, size: before.size + group.size};
      }
      groups.push(group);
    });
    const moved = groups.flatMap(group => Array(group.size).fill(Math.max(low, group.sum / group.size)));
    return moved.map((place, i) => place + i * distance);
  }

  /** Names at the right end of their lines where there is room; the legend above names them all. */
  function named(width, height, rows, y, end) {
    const wide = width >= NARROW;
    const grid = {
      left: 66, right: wide ? 24 + 6.4 * Math.max(...rows.map(row => row.name.length)) : 26,
      top: 10, bottom: 44
    };
    const place = row => grid.top + (height - grid.top - grid.bottom) * (y.max - y.at(end(row))) / (y.max - y.min);
    const sorted = [...rows].sort((one, other) => place(one) - place(other));
    const places = apart(sorted.map(place), LABEL, 8);
    const at = new Map(sorted.map((row, i) => [row.name, places[i]]));
    return {
      grid,
      label: name => ({show: wide, formatter: () => name, color: color(name), fontSize: 11, position: 'right'}),
      layout: name => ({x: width - grid.right + 12, y: at.get(name), align: 'left', verticalAlign: 'middle'}),
    };
  }

  const lineHeight = (width, rows) => Math.max(printing ? 250 : width >= NARROW ? 330 : 280, 20 + LABEL * rows.length);

  function lineSeries(row, points, place) {
    const last = points.length - 1;
    return {
      name: row.name, type: 'line', symbol: marker(row.name), symbolSize: 8, clip: false,
      data: points.map((value, i) => i === last ? {value, label: place.label(row.name)} : value),
      itemStyle: {color: color(row.name)},
      lineStyle: {color: color(row.name), width: 1.8, type: data.styles[row.name].dash},
      labelLayout: place.layout(row.name), emphasis: {focus: 'series', lineStyle: {width: 3}},
    };
  }

  function whiskers(row, points) {
    return {
      type: 'custom', silent: true, z: 1, clip: true, tooltip: {show: false}, data: points,
      renderItem: (params, api) => {
        const [x, low] = api.coord([api.value(0), api.value(1)]);
        const high = api.coord([api.value(0), api.value(2)])[1];
        return {
          type: 'line', shape: {x1: x, y1: low, x2: x, y2: high},
          style: {stroke: color(row.name), lineWidth: 3, opacity: 0.3},
        };
      },
    };
  }

  function lines(element, width) {
    const rows = shown(data.families[element.dataset.family][element.dataset.figure]);
    if (rows.length === 0) return null;
    const values = rows.flatMap(row => row.points.map(point => point[1]));
    const counts = [...new Set(rows.flatMap(row => row.points.map(point => point[0])))].sort((a, b) => a - b);
    const x = scale(counts, {most: 9, logarithmic: true});
    x.ticks = counts;
    const y = scale(values, {most: 7, logarithmic: spreads(values)});
    const height = lineHeight(width, rows);
    const place = named(width, height, rows, y, row => row.points[row.points.length - 1][1]);
    /** So that whiskers at one number of connections stand apart. */
    const beside = (n, i) => x.at(n) + (i - (rows.length - 1) / 2) * (x.max - x.min) * 0.007;
    return {
      height,
      option: {
        ...base(), grid: place.grid, xAxis: axis(x, element.dataset.axis),
        yAxis: axis(y, element.dataset.unit, {nameGap: 46}),
        tooltip: tooltip(hit =>
          `${escape(hit.seriesName)}<br>`
          + `${rows[0].points[hit.dataIndex][0].toLocaleString('en-US')} ${element.dataset.axis}: `
          + `<b>${number(y.from(hit.value[1]))}</b>`),
        series: [
          rulers(x, y, {x: tick => tick.toLocaleString('en-US'), y: short}),
          ...rows.map((row, i) => whiskers(row, row.points.map(([n, , low, high]) =>
            [beside(n, i), y.at(low), y.at(high)]))),
          ...rows.map((row, i) =>
            lineSeries(row, row.points.map(([n, mean]) => [beside(n, i), y.at(mean)]), place)),
        ],
      },
    };
  }

  function percentiles(element, width) {
    const rows = shown(data.scenarios[element.dataset.scenario]).filter(row => row.latency.length > 0);
    if (rows.length === 0) return null;
    const tail = percentile => -Math.log10(1 - percentile / 100);
    const values = rows.flatMap(row => row.latency.map(point => point[1]));
    const all = rows.flatMap(row => row.latency.map(point => point[0]));
    const x = {
      at: tail, min: tail(50) - 0.05, max: tail(Math.max(...all)) + 0.05, from: v => 100 - 100 * 10 ** -v,
      ticks: [50, 90, 99, 99.9, 99.99, 99.999].filter(tick => tick <= Math.max(...all)),
    };
    const y = scale(values, {most: 8, logarithmic: true});
    const height = lineHeight(width, rows);
    const place = named(width, height, rows, y, row => row.latency[row.latency.length - 1][1]);
    return {
      height,
      option: {
        ...base(), grid: place.grid, xAxis: axis(x, 'percentile'), yAxis: axis(y, 'µs', {nameGap: 46}),
        tooltip: tooltip(hit =>
          `${escape(hit.seriesName)}<br>`
          + `p${+x.from(hit.value[0]).toFixed(3)}: <b>${number(y.from(hit.value[1]))} µs</b>`),
        series: [
          rulers(x, y, {x: tick => 'p' + tick, y: short}),
          ...rows.map(row =>
            lineSeries(row, row.latency.map(([percentile, micros]) => [tail(percentile), y.at(micros)]), place)),
        ],
      },
    };
  }

  const nameAxis = rows => ({
    type: 'category', inverse: true, data: rows.map(row => row.name), axisTick: {show: false},
    axisLine: {lineStyle: {color: theme().strong}},
    axisLabel: {color: theme().ink, fontSize: 11, interval: 0},
  });
  const nameWidth = rows => 14 + 6.2 * Math.max(...rows.map(row => row.name.length));
  const barsHeight = rows => 54 + 21 * rows.length;

  /** Bars of parts, each [name, look, value of a row]; those far longer than most are drawn to the edge, and marked. */
  function parts(rows, unit, kinds) {
    const totals = rows.map(row => kinds.reduce((sum, [, , value]) => sum + value(row), 0));
    const usual = [...totals].sort((a, b) => a - b)[Math.floor(totals.length * 0.75)];
    const x = scale(totals.map(total => total > 4 * usual ? usual * 2 : total), {most: 6});
    const cut = totals.map(total => total > x.max);
    const series = ([name, look, value]) => ({
      name, type: 'bar', stack: 'all', barCategoryGap: '28%', clip: true,
      data: rows.map((row, i) => ({
        value: cut[i] ? value(row) * x.max / totals[i] : value(row),
        itemStyle: {color: color(row.name), ...look}
      })),
    });
    return {
      height: barsHeight(rows),
      option: {
        ...base(), grid: {left: nameWidth(rows), right: 62, top: 6, bottom: 40}, xAxis: axis(x, unit),
        yAxis: [nameAxis(rows), {
          ...nameAxis(rows), position: 'right', axisLine: {show: false},
          axisLabel: {
            color: theme().ink, fontSize: 11, interval: 0,
            formatter: (name, i) => (cut[i] ? '▸ ' : '') + number(totals[i])
          },
        }],
        tooltip: {
          ...tooltip(hits => `${escape(hits[0].name)}<br>` + hits
            .map((hit, i) => `${hit.seriesName}: <b>${number(kinds[i][2](rows[hit.dataIndex]))}</b>`)
            .join('<br>')),
          trigger: 'axis', axisPointer: {type: 'none'},
        },
        series: [
          rulers(x, null, {x: short}, undefined, 'end'),
          ...kinds.map(series),
          {type: 'bar', yAxisIndex: 1, data: [], silent: true}
        ],
      },
    };
  }

  function stack(element) {
    const rows = shown(data.scenarios[element.dataset.scenario]);
    if (rows.length === 0) return null;
    const split = rows.every(row => row.user != null);
    return parts(rows, 'µs', split
      ? [['user µs', {opacity: 1}, row => row.user], ['kernel µs', {opacity: 0.45}, row => row.cpu - row.user]]
      : [['CPU µs', {opacity: 1}, row => row.cpu]]);
  }

  function calls(element) {
    const rows = shown(data.scenarios[element.dataset.scenario]).filter(row => row.calls);
    if (rows.length === 0) return null;
    const stripes = {decal: {symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: Math.PI / 4,
      color: theme().paper}};
    return parts(rows, 'system calls', [
      ['waits', {opacity: 1}, row => row.calls[0]],
      ['epoll_ctl', {opacity: 1, ...stripes}, row => row.calls[1]],
      ['others', {opacity: 0.35}, row => row.calls[2]],
    ]);
  }

  /** How far from 1 the axis goes: to all, but for those far beyond most. */
  function reach(rows, key) {
    const extents = rows.map(row => Math.max(...row[key].map(ratio => Math.abs(Math.log(ratio)))))
      .sort((a, b) => a - b);
    const usual = extents[Math.floor((extents.length - 1) * 0.7)];
    const most = extents[extents.length - 1];
    return Math.min(Math.log(20), Math.max(Math.log(1.03), most > 2.5 * usual ? usual * 1.3 : most));
  }

  const forest = (element, width) => ratios(element, width, shown(data.scenarios[element.dataset.scenario]));
  const operations = (element, width) => ratios(element, width, data.operations);

  function ratios(element, width, all) {
    const key = element.dataset.figure;
    const rows = all.filter(row => row[key]);
    if (rows.length === 0) return null;
    const limit = reach(rows, key);
    const far = rows.flatMap(row => row[key]).map(ratio => Math.log(ratio));
    const low = Math.exp(Math.max(-limit, Math.min(0, ...far)));
    const high = Math.exp(Math.min(limit, Math.max(0, ...far)));
    const x = scale([low, high], {most: width < NARROW ? 5 : 8, logarithmic: true, include: [1]});
    if (!x.ticks.includes(1)) x.ticks = [...x.ticks.filter(tick => Math.abs(x.at(tick)) > (x.max - x.min) * 0.08), 1];
    const within = row => row[key][1] <= 1 && row[key][2] >= 1;
    const paint = row => within(row) ? theme().muted : color(row.style || row.name);
    const inside = ratio => Math.min(x.max, Math.max(x.min, x.at(ratio)));
    /** Of a difference, as many as tell it from 1. */
    const digits = value => {
      if (value >= 9.95) return number(value);
      let decimals = 2;
      while (value !== 1 && Number(value.toFixed(decimals)) === 1) decimals++;
      return value.toFixed(decimals);
    };
    const words = row => {
      const [mean, from, to] = row[key];
      if (within(row)) return 'no difference shown';
      if (!(to / from <= 2)) return mean > 1 ? 'more, factor open' : 'less, factor open';
      return `${digits(mean)} (${digits(from)}…${digits(to)})`;
    };
    const blocks = element.dataset.figure.replace('Ratio', 'Blocks');
    return {
      height: barsHeight(rows),
      option: {
        ...base(), grid: {left: nameWidth(rows), right: 134, top: 6, bottom: 40}, xAxis: axis(x, 'ratio'),
        yAxis: [nameAxis(rows), {
          ...nameAxis(rows), position: 'right', axisLine: {show: false},
          axisLabel: {
            interval: 0, fontSize: 11, formatter: (name, i) => words(rows[i]),
            color: (name, i) => within(rows[i]) ? theme().faint : theme().ink
          },
        }],
        tooltip: tooltip(hit => {
          const row = rows[hit.value[1]];
          return `${escape(row.name)}<br>${words(row)}`;
        }),
        series: [
          rulers(x, null, {x: tick => String(+tick.toPrecision(3))}, 1, 'end'),
          {
            type: 'custom', z: 1, tooltip: {show: false}, silent: true,
            data: rows.map((row, i) => [inside(row[key][1]), inside(row[key][2]), i]),
            encode: {x: [0, 1], y: 2},
            renderItem: (params, api) => {
              const [x1, y] = api.coord([api.value(0), api.value(2)]);
              const x2 = api.coord([api.value(1), api.value(2)])[0];
              return {
                type: 'line', shape: {x1, y1: y, x2, y2: y},
                style: {stroke: paint(rows[params.dataIndex]), lineWidth: 2.5, opacity: 0.75}
              };
            },
          },
          {
            type: 'scatter', z: 2, silent: true, symbolSize: 4, symbolOffset: [0, 6], tooltip: {show: false},
            itemStyle: {color: theme().faint, opacity: 0.7},
            data: rows.flatMap((row, i) => row[blocks].map(ratio => [inside(ratio), i])),
          },
          {
            type: 'scatter', z: 3, clip: false,
            data: rows.map((row, i) => {
              const at = x.at(row[key][0]);
              const beyond = at > x.max || at < x.min;
              return {
                value: [inside(row[key][0]), i], symbol: beyond ? 'triangle' : marker(row.style || row.name),
                symbolRotate: beyond ? (at > x.max ? -90 : 90) : 0, symbolSize: 10,
                itemStyle: {color: paint(row), borderColor: theme().paper, borderWidth: 1},
              };
            }),
          },
          {type: 'bar', yAxisIndex: 1, data: [], silent: true},
        ],
      },
    };
  }

  const kinds = {lines, percentiles, stack, calls, forest, operations};

  function draw(element) {
    element.parentElement.hidden = false;
    const width = printing ? PAPER : element.clientWidth;
    const drawn = kinds[element.dataset.kind](element, width);
    if (!drawn) {
      echarts.getInstanceByDom(element)?.dispose();
      element.style.height = '0';
      element.parentElement.hidden = true;
      return;
    }
    element.style.height = drawn.height + 'px';
    const chart = echarts.getInstanceByDom(element) || echarts.init(element, null, {renderer: 'svg'});
    chart.resize({width, height: drawn.height});
    chart.setOption(drawn.option, {notMerge: true});
  }

  const plots = [...document.querySelectorAll('.plot')];
  const seen = new Set();
  const redraw = () => seen.forEach(draw);
  const observer = new IntersectionObserver(entries => entries
    .filter(entry => entry.isIntersecting && !seen.has(entry.target))
    .forEach(entry => {
      seen.add(entry.target);
      draw(entry.target);
    }), {rootMargin: '800px'});
  plots.forEach(plot => {
    plot.style.height = '320px';
    observer.observe(plot);
  });

  document.querySelectorAll('.chip').forEach(chip => chip.addEventListener('click', () => {
    const name = chip.dataset.name;
    hidden[hidden.has(name) ? 'delete' : 'add'](name);
    chip.setAttribute('aria-pressed', String(!hidden.has(name)));
    redraw();
  }));

  const select = element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  document.querySelectorAll('.copy').forEach(button => {
    const text = button.nextElementSibling;
    const title = button.textContent;
    const say = what => {
      button.textContent = what;
      setTimeout(() => { button.textContent = title; }, 2000);
    };
    button.hidden = false;
    button.addEventListener('click', () => {
      select(text);
      (navigator.clipboard ? navigator.clipboard.writeText(text.textContent) : Promise.reject())
        .then(() => say('Copied'), () => say('Selected: press Ctrl+C'));
    });
  });

  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      requestAnimationFrame(redraw);
    }
  });
  dark.addEventListener('change', redraw);
  addEventListener('beforeprint', () => {
    printing = true;
    plots.forEach(plot => seen.add(plot));
    redraw();
  });
  addEventListener('afterprint', () => {
    printing = false;
    redraw();
  });
})();
