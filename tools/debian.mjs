import { existsSync } from 'node:fs';
import { run } from './run.mjs';

export const canInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;

/** @type {Promise<unknown>} */
let previous = Promise.resolve();
let updated = false;

/**
 * Installs Debian packages, one call after another, also beside other scripts of this project.
 * @param {string[]} packages
 */
export function install(packages) {
  const installation = previous.then(async () => {
    console.log(`installing Debian packages: ${packages.join(' ')}`);
    const update = updated ? '' : 'apt-get -q update && ';
    const commands = `${update}apt-get -q -y -o DPkg::Lock::Timeout=600 --no-install-recommends install "$@"`;
    await run('flock', ['/run/lock/latin-rectangles', 'sh', '-ec', commands, 'sh', ...packages], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    updated = true;
  });
  previous = installation.catch(() => {});
  return installation;
}
