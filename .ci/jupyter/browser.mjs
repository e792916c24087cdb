// What both browser checks share: Chromium, what a page asks the network for, contrast of its text.
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.env.CHECKS_BROWSER, 'package.json'));
const { chromium } = require('playwright-core');

export const open = () => chromium.launch({
  executablePath: process.env.CHROMIUM,
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// Keeps requests and what the console says against the page.
export function listen(page) {
  const heard = { requests: [], complaints: [] };
  page.on('request', request => heard.requests.push(request.url()));
  page.on('console', message => { if (message.type() === 'error') heard.complaints.push(message.text().slice(0, 300)); });
  page.on('pageerror', error => heard.complaints.push(String(error).slice(0, 300)));
  return heard;
}

// Runs in the page: text in `selector` that is hard to read, by the contrast of WCAG 2 (4.5, or 3 where it is large).
export function faint(selector) {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = colour => { // any CSS colour, also color-mix() and the like
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = '#000';
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const behind = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      if (e instanceof SVGElement && e.tagName !== 'svg') continue;
      if (e.tagName === 'svg' && element !== e) layers.push(...shapesBelow(element, e));
      const colour = rgba(getComputedStyle(e).backgroundColor);
      layers.push(colour);
      if (layers.some(layer => layer[3] === 1)) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  // Fills of a drawing that lie under the middle of its text, the topmost first.
  const shapesBelow = (text, drawing) => {
    const box = text.getBoundingClientRect();
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
    const fills = [];
    for (const shape of drawing.querySelectorAll('rect, path, polygon, circle, ellipse')) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) || !shape.getScreenCTM()) continue;
      if (shape.closest('defs, clipPath, mask, pattern')) continue;
      const style = getComputedStyle(shape);
      if (style.fill === 'none' || !shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse()))) continue;
      const colour = rgba(style.fill);
      fills.push([...colour.slice(0, 3), colour[3] * style.fillOpacity * style.opacity]);
    }
    return fills.reverse();
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const found = [];
  let seen = 0;
  for (const root of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent.trim();
      if (!text || !element.getClientRects().length || element.closest('style, script, title, desc')) continue;
      seen++;
      const style = getComputedStyle(element);
      const drawn = element.closest('svg') && element instanceof SVGElement;
      const ground = behind(element);
      const ink = over(rgba(drawn ? style.fill : style.color), ground);
      const [one, two] = [light(ink), light(ground)].sort((a, b) => b - a);
      const contrast = (one + 0.05) / (two + 0.05);
      const size = parseFloat(style.fontSize);
      if (contrast < (size >= 24 || (size >= 18.6 && style.fontWeight >= 700) ? 3 : 4.5)) {
        found.push(`"${text.slice(0, 30)}" ${contrast.toFixed(1)} (${ink.slice(0, 3).map(Math.round)} on ${ground.slice(0, 3).map(Math.round)})`);
      }
    }
  }
  return { seen, found };
}

// Runs in the page: tables and figures that can be seen in each element of `selector`.
export function shown(selector) {
  const large = e => { const box = e.getBoundingClientRect(); return box.width >= 80 && box.height >= 40; };
  return [...document.querySelectorAll(selector)].map(cell => ({
    tables: [...cell.querySelectorAll('table')].filter(e => e.getClientRects().length).length,
    figures: [...cell.querySelectorAll('svg, img, canvas')].filter(e => large(e) && !e.parentElement.closest('svg')
      && (e.tagName !== 'IMG' || (e.complete && e.naturalWidth > 0))).length,
    broken: [...cell.querySelectorAll('img')].filter(e => e.complete && e.naturalWidth === 0).length,
  }));
}

export function end(problems, told) {
  for (const problem of problems) console.log(`FAIL ${problem}`);
  if (!problems.length) console.log(`ok   ${told}`);
  process.exit(problems.length ? 1 : 0);
}
