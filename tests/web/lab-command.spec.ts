import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LabReport } from '../../www/model/generated';
import { expectFits } from './lab-report';
import { expect, test } from './page';

test.describe.configure({ lock: 'processors' });

/** As `cargo test` has built it. */
const command = fileURLToPath(new URL('../../target/debug/latin-rectangles', import.meta.url));

test("the command's report fits the schema that the page's is held to", () => {
  const args = 'lab 5 6 --workers 2 --timed 4x7 --format json'.split(' ');
  const report: LabReport = JSON.parse(execFileSync(command, args, { encoding: 'utf8' }));
  expectFits(report);
  expect(report.question.timed).toEqual({ rows: 4, columns: 7 });
});
