import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { cpus, hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { at } from './paths.mjs';
import { run } from './run.mjs';

/** What a SLURM of one node needs, by Debian's names. */
const PACKAGES = ['slurmctld', 'slurmd', 'slurm-client', 'slurm-wlm-basic-plugins', 'munge'];

const ROOT = at('target', 'slurm');

/** Milliseconds within which every server has to answer. */
const START_MS = 30_000;

/** Whether Debian's packages can be downloaded here. */
export const canUnpack = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

/**
 * Downloads and unpacks SLURM, and what it needs and this machine lacks, below `target`; nothing is installed.
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function unpack() {
  if (existsSync(join(ROOT, 'unpacked'))) return false;
  rmSync(ROOT, { recursive: true, force: true });
  const debs = join(ROOT, 'debs');
  const lists = join(ROOT, 'lists');
  const cache = join(ROOT, 'cache');
  for (const folder of [debs, join(lists, 'partial'), join(cache, 'archives', 'partial')]) {
    mkdirSync(folder, { recursive: true });
  }
  // With lists of its own apt needs no rights; as its own user it could not enter every folder.
  const settings = ['APT::Sandbox::User=', `Dir::State::Lists=${lists}`, `Dir::Cache=${cache}`];
  const options = ['-qq', '-y', '--no-install-recommends', ...settings.flatMap((setting) => ['-o', setting])];
  await run('apt-get', [...options, 'update']);
  const uris = await run('apt-get', [...options, '--print-uris', 'install', ...PACKAGES]);
  const missing = [...String(uris).matchAll(/^'[^']+' ([^_\s]+)_/gm)].map(([, name = '']) => name);
  const download = ['-ec', 'cd "$1"; shift; exec apt-get "$@"', 'sh', debs, ...options, 'download'];
  if (missing.length > 0) await run('sh', [...download, ...missing]);
  for (const deb of readdirSync(debs)) await run('dpkg', ['-x', join(debs, deb), ROOT]);
  for (const folder of [lists, cache]) rmSync(folder, { recursive: true, force: true });
  writeFileSync(join(ROOT, 'unpacked'), `${missing.join('\n')}\n`);
  return true;
}

/**
 * A program of SLURM or munge: unpacked, or installed. Debian adds `-wlm` to the names of servers.
 * @param {string} name
 */
function program(name) {
  const folders = [ROOT, '/'].flatMap((root) => [join(root, 'usr/sbin'), join(root, 'usr/bin')]);
  const places = folders.flatMap((folder) => [join(folder, name), join(folder, `${name}-wlm`)]);
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`There is no ${name} below ${ROOT}.`);
  return found;
}

/** The folder of the shared libraries of this machine's kind, below the one that was unpacked or below `/`. */
function libraries() {
  const kinds = [join(ROOT, 'usr/lib'), '/usr/lib'].flatMap((lib) =>
    existsSync(lib) ? readdirSync(lib).map((kind) => join(lib, kind)) : [],
  );
  const found = kinds.find((folder) => existsSync(join(folder, 'slurm-wlm')));
  if (!found) throw new Error(`There are no plug-ins of SLURM below ${ROOT}.`);
  return found;
}

/** A port on which nobody listens. */
const freePort = () =>
  new Promise((/** @type {(port: number) => void} */ resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/**
 * The configuration of a SLURM of one node, this machine, of the user who runs it.
 * @param {{ folder: string, socket: string, plugins: string, ports: [number, number] }} where
 */
function configuration({ folder, socket, plugins, ports: [controller, node] }) {
  const [name = 'localhost'] = hostname().split('.');
  const user = userInfo().username;
  return `ClusterName=latin
SlurmctldHost=${name}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${node}
SlurmUser=${user}
SlurmdUser=${user}
AuthType=auth/munge
AuthInfo=socket=${socket}
CredType=cred/munge
PluginDir=${plugins}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/builtin
ReturnToService=2
MailProg=/bin/true
NodeName=${name} NodeAddr=127.0.0.1 CPUs=${cpus().length} RealMemory=1000 State=UNKNOWN
PartitionName=test Nodes=${name} Default=YES MaxTime=INFINITE State=UP
`;
}

/**
 * Whether a process runs.
 * @param {number} pid
 */
function lives(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A SLURM of one node with folders of its own, whose servers are processes of this script. */
export class Slurm {
  /** @type {string[]} */
  #pidFiles = [];

  /**
   * @param {string} folder of configuration, state and logs
   * @param {NodeJS.ProcessEnv} env in which its commands find it
   */
  constructor(folder, env) {
    this.folder = folder;
    this.env = env;
  }

  /**
   * Starts the three servers and waits until the node takes jobs.
   * @returns {Promise<Slurm>}
   */
  static async start() {
    // The path of a socket can have 107 bytes, which a folder below this one may not leave.
    const folder = mkdtempSync(join(tmpdir(), 'slurm-'));
    // munge wants a socket that every user can reach.
    chmodSync(folder, 0o711);
    for (const name of ['state', 'spool', 'munge']) mkdirSync(join(folder, name), { mode: 0o711 });
    const lib = libraries();
    const plugins = join(lib, 'slurm-wlm');
    const socket = join(folder, 'munge', 'socket');
    const conf = join(folder, 'slurm.conf');
    const ports = /** @type {[number, number]} */ ([await freePort(), await freePort()]);
    writeFileSync(conf, configuration({ folder, socket, plugins, ports }));
    const path = [...new Set(['sbatch', 'slurmctld'].map((name) => join(program(name), '..')))];
    const slurm = new Slurm(folder, {
      ...process.env,
      SLURM_CONF: conf,
      LD_LIBRARY_PATH: [lib, plugins, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      PATH: [...path, process.env.PATH].join(':'),
    });
    // Its servers are no children of this script, which may end at once where another test fails.
    process.once('exit', () => {
      for (const pid of slurm.#running()) process.kill(pid, 'SIGTERM');
    });
    try {
      await slurm.#munge(socket);
      await slurm.#serve('slurmctld', ['-c', '-f', conf]);
      await slurm.#serve('slurmd', ['-c', '-f', conf, '-d', program('slurmstepd')]);
      await slurm.until('the node takes jobs', () => slurm.tryCommand('sinfo', '-h', '-o', '%t') === 'idle');
    } catch (error) {
      await slurm.stop();
      throw error;
    }
    return slurm;
  }

  /**
   * The service by which SLURM's programs know each other, with a key of its own.
   * @param {string} socket
   */
  async #munge(socket) {
    const own = (/** @type {string} */ name) => join(this.folder, 'munge', name);
    await run(program('mungekey'), ['--create', `--keyfile=${own('key')}`], { env: this.env });
    const files = [
      ['key-file', 'key'],
      ['log-file', 'log'],
      ['seed-file', 'seed'],
      ['pid-file', 'pid'],
    ];
    await this.#serve(
      'munged',
      [`--socket=${socket}`, ...files.map(([option, name = '']) => `--${option}=${own(name)}`)],
      own('pid'),
    );
  }

  /**
   * Starts a server, which goes into the background by itself.
   * @param {string} name
   * @param {string[]} args
   */
  async #serve(name, args, pidFile = join(this.folder, `${name}.pid`)) {
    this.#pidFiles.push(pidFile);
    const log = join(this.folder, `${name}.out`);
    const command = [
      '-c',
      'log=$1; shift; exec "$@" >"$log" 2>&1 </dev/null',
      'sh',
      log,
      program(name),
      ...args,
    ];
    // A server holds what it inherits, so it must not be a pipe whose end somebody waits for.
    const child = spawn('sh', command, { env: this.env, stdio: 'ignore' });
    const status = await new Promise((resolve) => child.on('close', resolve));
    if (status !== 0) throw new Error(`${name} ended with status ${status}: ${readFileSync(log, 'utf8')}`);
    await this.until(`${name} has started`, () => existsSync(pidFile));
  }

  /**
   * What a command of SLURM prints.
   * @param {string} name
   * @param {...string} args
   */
  command(name, ...args) {
    const { status, stdout, stderr } = spawnSync(name, args, { env: this.env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  /**
   * The same, or what went wrong.
   * @param {string} name
   * @param {...string} args
   */
  tryCommand(name, ...args) {
    try {
      return this.command(name, ...args);
    } catch (error) {
      return String(error);
    }
  }

  /**
   * Waits until something is so.
   * @param {string} what for the error
   * @param {() => boolean} isSo
   */
  async until(what, isSo, ms = START_MS) {
    const end = performance.now() + ms;
    while (!isSo()) {
      if (performance.now() > end)
        throw new Error(`It took longer than ${ms / 1000} s until ${what}.\n${this.logs()}`);
      await sleep(100);
    }
  }

  /** Waits until no job is left. */
  async idle(ms = 120_000) {
    await this.until('no job was left', () => this.command('squeue', '-h') === '', ms);
  }

  /** The ends of the logs of the servers. */
  logs() {
    const tail = (/** @type {string} */ name) =>
      readFileSync(join(this.folder, name), 'utf8').split('\n').slice(-20);
    const names = readdirSync(this.folder).filter((name) => /\.(log|out)$/.test(name));
    return names.flatMap((name) => [`${name}:`, ...tail(name)]).join('\n');
  }

  /** The servers that run, the last one first. */
  #running() {
    const files = this.#pidFiles.toReversed().filter((file) => existsSync(file));
    return files.map((file) => Number(readFileSync(file, 'utf8'))).filter((pid) => pid > 0 && lives(pid));
  }

  /** Ends the servers, the last one first, and removes their folder. */
  async stop() {
    for (const pid of this.#running()) {
      if (lives(pid)) process.kill(pid, 'SIGTERM');
      await this.until(`process ${pid} ended`, () => !lives(pid));
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
