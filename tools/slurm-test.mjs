import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Slurm } from './slurm.mjs';

/** A job that SLURM was given by a plan's script, which prints its number. */
const JOB = /^(\S+): job (\d+)$/gm;

/** A plan's script in a folder of its own, whose name has blanks. */
class Plan {
  /**
   * @param {string} command
   * @param {Slurm} slurm
   * @param {string[]} args of `plan`
   */
  constructor(command, slurm, args) {
    this.slurm = slurm;
    this.folder = join(mkdtempSync(join(tmpdir(), 'plan-')), 'of a count');
    this.script = join(this.folder, 'plan.sh');
    mkdirSync(this.folder);
    writeFileSync(this.script, execFileSync(command, ['plan', ...args, '--format', 'slurm']));
  }

  /**
   * Gives everything to SLURM, or what a line of a shell says.
   * @param {string} [line]
   * @returns {Map<string, string>} the numbers of jobs, by stage
   */
  submit(line = `sh '${this.script}'`) {
    const printed = this.slurm.command('sh', '-c', line);
    return new Map([...printed.matchAll(JOB)].map(([, stage = '', job = '']) => [stage, job]));
  }

  /**
   * What a part of a job has printed.
   * @param {string} stage
   * @param {string | undefined} job
   */
  log(stage, job, part = 0) {
    return readFileSync(join(this.folder, 'logs', `${stage}-${job}_${part}.log`), 'utf8');
  }

  remove() {
    rmSync(join(this.folder, '..'), { recursive: true, force: true });
  }
}

/**
 * One task of an array is cancelled before it begins: merge names it, and the line that it prints submits it again.
 * @param {Plan} plan of 5 × 7 by enumeration in four parts
 */
async function aLostPartIsSubmittedAgain(plan) {
  const { slurm } = plan;
  const node = slurm.command('sinfo', '-h', '-o', '%n');
  slurm.command('scontrol', 'update', `nodename=${node}`, 'state=drain', 'reason=test');
  const jobs = plan.submit();
  slurm.command('scancel', `${jobs.get('part')}_2`);
  slurm.command('scontrol', 'update', `nodename=${node}`, 'state=resume');
  await slurm.idle();

  const whole = jobs.get('whole');
  assert.match(slurm.command('scontrol', 'show', 'job', whole ?? ''), /ExitCode=4:0/);
  const lost = plan.log('whole', whole);
  assert.match(lost, /missing.* 2$/m);
  const files = () => readdirSync(plan.folder).filter((name) => name.endsWith('.json'));
  assert(!files().includes('part-2.json'));

  const again = lost.split('\n').find((line) => line.startsWith('sh '));
  assert.equal(again, `sh '${plan.script}' again part 2`);
  const secondJobs = plan.submit(again);
  await slurm.idle();
  const answer = plan.log('whole', secondJobs.get('whole'));
  assert.match(answer, /^ {2}K +4,057,344,000 /m);
  assert.match(answer, /^published: agrees, total and signs/m);
  assert.equal(readdirSync(join(plan.folder, 'logs')).filter((name) => name.startsWith('part-')).length, 4);
}

/**
 * Lists, values and sums follow each other as jobs.
 * @param {Plan} plan of 4 × 8 by classes in two parts
 */
async function phasesFollowEachOther(plan) {
  const jobs = plan.submit();
  await plan.slurm.idle();
  assert.deepEqual(
    [...jobs.keys()],
    ['lists', 'values-3', 'merge-values-3', 'sums-4', 'merge-sums-4', 'whole'],
  );
  const answer = plan.log('whole', jobs.get('whole'));
  assert.match(answer, /^ {2}K +88,390,995,840 /m);
  assert.match(answer, /^published: agrees, total and signs/m);
}

/**
 * Runs scripts of `plan` on a real SLURM, which must have been unpacked.
 * @param {string} command the path of the command
 */
export async function testSlurm(command) {
  const slurm = await Slurm.start();
  const plans = [
    new Plan(command, slurm, ['5', '7', '--engine', 'enumerate', '--parts', '4']),
    new Plan(command, slurm, ['4', '8', '--engine', 'classes', '--parts', '2']),
  ];
  try {
    const [byEnumeration, byClasses] = plans;
    if (byEnumeration) await aLostPartIsSubmittedAgain(byEnumeration);
    if (byClasses) await phasesFollowEachOther(byClasses);
  } finally {
    await slurm.stop();
    for (const plan of plans) plan.remove();
  }
}
