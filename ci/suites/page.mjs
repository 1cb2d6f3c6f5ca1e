// SPDX-License-Identifier: Apache-2.0
// page.mjs PAGE MODULES [PICTURES]: looks at a report in Chromium. Exit status 1 where something is wrong with it.
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const [page, modules, pictures] = process.argv.slice(2);
const load = createRequire(modules + '/');
const {default: puppeteer} = await import(pathToFileURL(load.resolve('puppeteer-core')));
const axe = load.resolve('axe-core/axe.min.js');
const GRAVE = ['serious', 'critical'];

const views = {
  wide: {width: 1400},
  narrow: {width: 390},
  dark: {width: 1400, dark: true},
  'dark and narrow': {width: 390, dark: true},
  printed: {width: 1100, print: true},
};

/** What breaks a page: each must be found. */
const damages = {
  'plots without a label': () => document.querySelectorAll('.plot').forEach(plot => plot.removeAttribute('aria-label')),
  'buttons without a text': () => document.querySelectorAll('.chip').forEach(chip => {
    chip.replaceChildren();
    chip.removeAttribute('title');
  }),
  'a page without a language': () => document.documentElement.removeAttribute('lang'),
  'a page without a title': () => document.querySelector('title').remove(),
  'text that is too pale': () => document.querySelectorAll('p').forEach(text => { text.style.color = '#cccccc'; }),
};

const browser = await puppeteer.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu']});
const faults = [];
const check = (good, what) => {
  if (!good) faults.push(what);
};

async function open({width, dark = false, print = false, script = true}) {
  const tab = await browser.newPage();
  tab.on('pageerror', error => check(false, 'an error of the script: ' + error.message));
  await tab.setBypassCSP(true);
  await tab.setJavaScriptEnabled(script);
  await tab.setViewport({width, height: 900});
  await tab.emulateMediaFeatures([{name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'}]);
  await tab.goto(pathToFileURL(page), {waitUntil: 'load'});
  if (print) {
    await tab.emulateMediaType('print');
    await tab.evaluate(() => dispatchEvent(new Event('beforeprint')));
  }
  return tab;
}

async function grave(tab) {
  await tab.addScriptTag({path: axe});
  const {violations} = await tab.evaluate(() => axe.run(document, {resultTypes: ['violations']}));
  return violations.filter(one => GRAVE.includes(one.impact));
}

const drawAll = tab => tab.evaluate(async () => {
  document.querySelectorAll('details').forEach(part => { part.open = true; });
  for (let y = 0; y < document.body.scrollHeight; y += 700) {
    scrollTo(0, y);
    await new Promise(resolve => setTimeout(resolve, 30));
  }
  scrollTo(0, 0);
});

for (const [name, view] of Object.entries(views)) {
  const tab = await open(view);
  if (pictures) await tab.screenshot({path: `${pictures}/${name.replaceAll(' ', '-')}.png`, fullPage: true});
  await drawAll(tab);
  const found = await grave(tab);
  found.forEach(one =>
    check(false, `${name}: ${one.impact}: ${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)}`));
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(view.print || over <= 0, `${name}: the page is ${over} pixels wider than the window`);
  check(await tab.evaluate(() => document.querySelectorAll('.plot svg').length > 0), `${name}: no plot is drawn`);
  console.log(`${name}: ${found.length} serious or critical violations`);
  await tab.close();
}

for (const [name, damage] of Object.entries(damages)) {
  const tab = await open({width: 1400});
  await tab.evaluate(damage);
  const found = await grave(tab);
  check(found.length > 0, `${name}: axe-core found nothing`);
  console.log(`${name}: found as ${found.map(one => one.id).join(', ') || 'nothing'}`);
  await tab.close();
}

const plain = await open({width: 1400, script: false});
const texts = await plain.$$eval('#verdict dd, td', all => all.filter(one => one.checkVisibility()).length);
check(texts > 0, 'without JavaScript no verdict and no table can be seen');
for (const kind of ['.plots', '.copy']) {
  check(await plain.$$eval(kind, all => all.every(one => !one.checkVisibility())),
    `without JavaScript ${kind} is empty and stands there`);
}
if (pictures) await plain.screenshot({path: `${pictures}/without-script.png`, fullPage: true});
console.log(`without JavaScript: ${texts} texts of the verdict and the tables`);

const keys = await open({width: 1400});
const reached = new Set();
for (let i = 0; i < 400; i++) {
  await keys.keyboard.press('Tab');
  const at = await keys.evaluate(() => {
    const one = document.activeElement;
    const ring = getComputedStyle(one).outlineStyle !== 'none';
    return {kind: one.className || one.localName, ring, end: one === document.body};
  });
  if (at.end) break;
  reached.add(at.kind);
  check(at.ring, `by keyboard: ${at.kind} does not show that it has the focus`);
  if (at.kind === 'chip' && !reached.has('pressed')) {
    await keys.keyboard.press('Enter');
    reached.add('pressed');
    check(await keys.evaluate(() => document.activeElement.getAttribute('aria-pressed') === 'false'),
      'by keyboard: a chip cannot be pressed');
  }
  if (at.kind === 'summary') await keys.keyboard.press('Enter');
}
for (const kind of ['a', 'chip', 'scroll', 'summary', 'copy']) {
  check(reached.has(kind), `by keyboard: no ${kind} is reached`);
}
console.log(`by keyboard: reached ${[...reached].join(', ')}`);

await browser.close();
[...new Set(faults)].forEach(fault => console.error('wrong: ' + fault));
process.exit(faults.length > 0 ? 1 : 0);
