import { readdirSync, readFileSync } from 'node:fs';

/** Every process that this one has started, and those have started. */
function descendants(of: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name of the program, in brackets, may hold anything.
        const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
        return [[Number(name), Number(parent)] as const];
      } catch {
        return [];
      }
    });
  const children = (parent: number): number[] =>
    parents.filter(([, own]) => own === parent).flatMap(([child]) => [child, ...children(child)]);
  return children(of);
}

/** Sends a signal to those that are still there: one that had ended is gone once its parent goes on. */
function signal(processes: number[], name: NodeJS.Signals): void {
  for (const pid of processes) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** The whole browser stands still for so long, as on a machine that sleeps. */
export async function sleepFor(ms: number): Promise<void> {
  const browser = descendants(process.pid);
  signal(browser, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, ms));
  signal(browser, 'SIGCONT');
}
