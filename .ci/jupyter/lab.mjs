// Opens a notebook in a running JupyterLab as a person does and compares what is seen with what its outputs hold.
//
//   lab.mjs URL TOKEN NOTEBOOK light|dark|untrusted SCREENSHOT.png EXPECTED.json
//
// EXPECTED.json is what `notebooks.py count` prints. `untrusted` runs nothing: it shows what a stranger's file shows.
import fs from 'node:fs';
import { end, faint, listen, open, shown } from './browser.mjs';

const [url, token, notebook, mode, screenshot, expectedFile] = process.argv.slice(2);
const expected = JSON.parse(fs.readFileSync(expectedFile));
const limit = 120_000;
const problems = [];
const browser = await open();
let told = '';
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  const heard = listen(page);
  await page.goto(`${url}/lab/workspaces/checks-${process.pid}/tree/${encodeURIComponent(notebook)}?reset&token=${token}`, { timeout: limit });
  await page.waitForSelector('.jp-Notebook .jp-Cell', { timeout: limit });
  await page.waitForFunction(() => window.jupyterapp?.shell?.currentWidget?.context?.isReady, null, { timeout: limit });
  const theme = mode === 'dark' ? 'JupyterLab Dark' : 'JupyterLab Light';
  await page.evaluate(name => window.jupyterapp.commands.execute('apputils:change-theme', { theme: name }), theme);
  await page.waitForFunction(light => document.body.dataset.jpThemeLight === light, String(mode !== 'dark'), { timeout: 20_000 });
  if (mode !== 'untrusted') await runAll(page);
  // Cells come into the page as they are scrolled to.
  await page.evaluate(async () => {
    for (const cell of document.querySelectorAll('.jp-NotebookPanel .jp-Cell')) {
      cell.scrollIntoView();
      await new Promise(resolve => setTimeout(resolve, 80));
    }
  });
  await page.waitForTimeout(300);
  const height = await page.evaluate(() => (document.querySelector('.jp-NotebookPanel .jp-WindowedPanel-outer') ?? document.querySelector('.jp-Notebook')).scrollHeight);
  await page.setViewportSize({ width: 1280, height: Math.min(height + 160, 14_000) });
  await page.evaluate(() => document.querySelector('.jp-NotebookPanel .jp-Cell').scrollIntoView());
  await page.waitForFunction(count => document.querySelectorAll('.jp-NotebookPanel .jp-CodeCell .jp-Cell-outputWrapper').length >= count,
    expected.length, { timeout: 30_000 }).catch(() => {}); // what is missing is said below
  await page.waitForTimeout(800);
  await page.screenshot({ path: screenshot });
  await judge(page);
  const elsewhere = heard.requests.filter(request => /^(https?|wss?):/.test(request) && !request.replace(/^ws/, 'http').startsWith(url));
  if (elsewhere.length) problems.push(`asks other hosts: ${elsewhere.slice(0, 3)}`);
} catch (error) {
  problems.push(String(error).slice(0, 500));
} finally {
  await browser.close();
}
end(problems, `${notebook} ${mode}: ${told}`);

async function runAll(page) {
  await page.waitForFunction(() => {
    const kernel = window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel;
    return document.querySelector('.jp-Dialog') || (kernel?.connectionStatus === 'connected' && kernel.status === 'idle');
  }, null, { timeout: limit });
  if (await page.locator('.jp-Dialog').count()) throw new Error(`a dialog: ${await page.locator('.jp-Dialog').first().innerText()}`);
  await page.evaluate(() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs'));
  await page.locator('.lm-MenuBar-item:has-text("Run")').first().click();
  await page.locator('.lm-Menu-item[data-command="notebook:run-all-cells"], .lm-Menu-item[data-command="runmenu:run-all"]').first().click();
  await page.waitForFunction(() => {
    const state = document.querySelector('.jp-NotebookPanel .jp-Notebook-ExecutionIndicator')?.dataset.status;
    const counts = window.jupyterapp.shell.currentWidget.content.widgets.filter(cell => cell.model.type === 'code' && cell.model.sharedModel.source.trim())
      .map(cell => cell.model.executionCount);
    const failed = document.querySelector('[data-mime-type="application/vnd.jupyter.error"]');
    return state === 'idle' && (failed || counts.every(count => count !== null));
  }, null, { timeout: limit, polling: 200 });
}

async function judge(page) {
  const cells = await page.evaluate(shown, '.jp-NotebookPanel .jp-CodeCell .jp-Cell-outputWrapper');
  const errors = await page.evaluate(() => [...document.querySelectorAll('.jp-NotebookPanel [data-mime-type="application/vnd.jupyter.error"]')]
    .map(e => e.innerText.slice(0, 300)));
  for (const error of errors) problems.push(`an error cell: ${error}`);
  if (cells.length !== expected.length) problems.push(`${cells.length} code cells, not ${expected.length}`);
  cells.forEach((cell, i) => {
    const wanted = expected[i] ?? {};
    const where = `cell ${i + 1} (${(wanted.source ?? '').slice(0, 60).replace(/\n/g, ' ')})`;
    if (cell.tables !== wanted.tables) problems.push(`${where} shows ${cell.tables} tables, not ${wanted.tables}`);
    if (cell.figures !== wanted.figures) problems.push(`${where} shows ${cell.figures} figures, not ${wanted.figures}`);
    if (cell.broken) problems.push(`${where} has ${cell.broken} broken images`);
  });
  const { seen, found } = await page.evaluate(faint, '.jp-NotebookPanel .jp-CodeCell .jp-OutputArea-output');
  if (!seen) problems.push('no text in any output');
  if (found.length) problems.push(`${found.length} of ${seen} texts are hard to read: ${found.slice(0, 8).join(', ')}`);
  const sum = key => cells.reduce((total, cell) => total + cell[key], 0);
  told = `${cells.length} code cells, ${sum('tables')} tables, ${sum('figures')} figures, ${seen} texts readable`;
}
