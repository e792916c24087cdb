// Opens a page from a file, in a light and in a dark browser: it must ask nobody for anything, complain of nothing,
// be readable and show all tables and figures.
//
//   page.mjs PAGE.html SCREENSHOT-PREFIX EXPECTED.json
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { end, faint, listen, open, shown } from './browser.mjs';

const [file, screenshot, expectedFile] = process.argv.slice(2);
const expected = JSON.parse(fs.readFileSync(expectedFile));
const sum = (all, key) => all.reduce((total, one) => total + one[key], 0);
const problems = [];
let told = '';
const browser = await open();
try {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, colorScheme });
    const heard = listen(page);
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    const [found] = await page.evaluate(shown, 'body');
    const { seen, found: hard } = await page.evaluate(faint, 'body');
    const elsewhere = heard.requests.filter(url => !/^(data|blob|about):/.test(url)).slice(1);
    if (elsewhere.length) problems.push(`${colorScheme}: asks for ${elsewhere.slice(0, 3)}`);
    if (heard.complaints.length) problems.push(`${colorScheme}: console: ${heard.complaints.slice(0, 3)}`);
    if (hard.length) problems.push(`${colorScheme}: ${hard.length} of ${seen} texts are hard to read: ${hard.slice(0, 8).join(', ')}`);
    for (const key of ['tables', 'figures']) {
      if (found[key] !== sum(expected, key)) problems.push(`${colorScheme}: ${found[key]} ${key}, not ${sum(expected, key)}`);
    }
    if (found.broken) problems.push(`${found.broken} broken images`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) problems.push(`${colorScheme}: ${wide} pixels wider than the window`);
    await page.screenshot({ path: `${screenshot}-${colorScheme}.png`, fullPage: true });
    told = `${found.tables} tables, ${found.figures} figures, ${seen} texts readable, no request`;
    await page.close();
  }
} catch (error) {
  problems.push(String(error).slice(0, 500));
} finally {
  await browser.close();
}
end(problems, `${file.split('/').pop()}: ${told}`);
