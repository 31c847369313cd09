import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, expectState, figures, open, openResults, test, view } from './page';

const NAMES = ['soffice', 'libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'];

/** LibreOffice on this machine, if there is one. */
function libreOffice(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = NAMES.flatMap((name) =>
    name.startsWith('/') ? [name] : folders.map((at) => join(at, name)),
  );
  return places.find(runs) ?? null;
}

function runs(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('LibreOffice opens a spreadsheet of results and saves it with every digit', { tag: '@long' }, async ({
  page,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'the file is the same from every browser');
  const program = libreOffice();
  test.skip(program === null, 'LibreOffice is not on this machine: left out');
  await open(page, 'r=7&n=8&engine=classes&run');
  await expectState(page, 'done');
  const { total, positive, negative } = await figures(view(page));
  expect(total?.length).toBeGreaterThan(15);
  await openResults(page);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as spreadsheet' }).click();
  const folder = mkdtempSync(join(tmpdir(), 'latin-'));
  try {
    const download = await saving;
    expect(download.suggestedFilename()).toBe('latin-rectangles-results.xlsx');
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    const own = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const again = join(folder, 'again');
    const args = [own, '--headless', '--convert-to', 'xlsx', '--outdir', again, file];
    execFileSync(program ?? '', args, { stdio: 'ignore', timeout: 120_000 });
    const files = unzipSync(readFileSync(join(again, download.suggestedFilename())));
    const text = (path: string) => strFromU8(files[path] ?? new Uint8Array());
    const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>.*?<t[^>]*>([^<]*)<\/t>/g)].map(
      ([, one]) => one,
    );
    const sheet = text('xl/worksheets/sheet1.xml');
    for (const digits of [total, positive, negative]) {
      const index = shared.indexOf(digits ?? '');
      expect(index).toBeGreaterThanOrEqual(0);
      expect(sheet).toMatch(new RegExp(`<c [^>]*t="s"[^>]*><v>${index}</v></c>`));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
