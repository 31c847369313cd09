import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { savedFor } from '../testing/saved';
import { rowsOf } from '../views/results/exports';
import { sheetXml, workbookOf } from './spreadsheet';

const LONG = '2697818265354240123456789';

it('types a count as text, digit by digit, and a number as a number', () => {
  const xml = sheetXml([
    ['rows', 'total'],
    [7, LONG],
    [8, `-${LONG}`],
    [9, ''],
  ]);
  expect(xml).toContain('<c r="A2"><v>7</v></c>');
  expect(xml).toContain(`<c r="B2" s="1" t="inlineStr"><is><t>${LONG}</t></is></c>`);
  expect(xml).toContain(`<c r="B3" s="1" t="inlineStr"><is><t>-${LONG}</t></is></c>`);
  expect(xml).toContain('<row r="4"><c r="A4"><v>9</v></c></row>');
  expect(xml).toContain('sqref="A1:B4" numberStoredAsText="1"');
});

it('escapes what would be markup, and goes on after column Z', () => {
  const xml = sheetXml([Array.from({ length: 28 }, (_, i) => (i === 27 ? '<&>"' : i))]);
  expect(xml).toContain('<c r="Z1"><v>25</v></c><c r="AA1"><v>26</v></c>');
  expect(xml).toContain('<c r="AB1" s="1" t="inlineStr"><is><t>&lt;&amp;&gt;&quot;</t></is></c>');
});

it('is a package whose parts are all named in it', () => {
  const files = unzipSync(workbookOf('Results', rowsOf([savedFor({ rows: 5, columns: 8 })])));
  const text = (path: string) => strFromU8(files[path] ?? new Uint8Array());
  const parts = [...text('[Content_Types].xml').matchAll(/PartName="\/([^"]+)"/g)].map(([, part]) => part);
  expect(parts.toSorted()).toEqual(['xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml']);
  for (const part of parts) expect(Object.keys(files)).toContain(part);
  expect(text('xl/workbook.xml')).toContain('<sheet name="Results" sheetId="1" r:id="rId1"/>');
  // Every figure of a result is a text, and its shape is not.
  const sheet = text('xl/worksheets/sheet1.xml');
  for (const digits of ['22853592760320', '11426982174720', '11426610585600', '371589120'])
    expect(sheet).toContain(`t="inlineStr"><is><t>${digits}</t>`);
  expect(sheet).toContain('<c r="A2"><v>5</v></c><c r="B2"><v>8</v></c>');
});
