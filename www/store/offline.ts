import { computed, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';

/** The browser around the page: what differs in a test. */
export type OfflineHost = {
  /** undefined if the browser has none */
  serviceWorker: ServiceWorkerContainer | undefined;
  /** of the service worker's script */
  script: string;
  isolated: boolean;
  /** in a frame of another page, which a reload cannot isolate */
  embedded: boolean;
  /** throws if storage is forbidden */
  storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  reload(): void;
};

export type Isolation =
  | 'there'
  /** a service worker is being set up; one reload follows */
  | 'coming'
  /** available after a reload, which is left to the visitor */
  | 'offered'
  | 'impossible';

export type Activity = {
  /** a count or the lab runs, or is about to */
  busy: ReadonlySignal<boolean>;
  /** a reload would lose nothing */
  untouched: ReadonlySignal<boolean>;
};

export type Offline = {
  isolation: Signal<Isolation>;
  /** a newer version of the page can be loaded */
  newer: Signal<boolean>;
  busy: ReadonlySignal<boolean>;
  /** Sets up the service worker; resolves when it is clear whether the page will reload. */
  start(): Promise<void>;
  /** Reloads the page, with the newest version; does nothing while it is busy. */
  reload(): void;
};

export function createOffline(host: OfflineHost, { busy, untouched }: Activity): Offline {
  const { serviceWorker } = host;
  const possible = serviceWorker && !host.embedded ? 'coming' : 'impossible';
  const isolation = signal<Isolation>(host.isolated ? 'there' : possible);
  const newer = signal(false);
  let registration: ServiceWorkerRegistration | undefined;
  let reloading = false;

  function loadAgain() {
    if (reloading) return;
    reloading = true;
    host.reload();
  }

  function reload() {
    if (busy.value) return;
    const next = registration?.waiting;
    if (!next || !serviceWorker) return loadAgain();
    serviceWorker.addEventListener('controllerchange', loadAgain);
    next.postMessage('take over');
  }

  function watchForNewer(found: ServiceWorkerRegistration) {
    const watchInstall = (worker: ServiceWorker | null) => {
      worker?.addEventListener('statechange', () => {
        // Without an active one this is the first version, not a newer one.
        if (worker.state === 'installed' && found.active) newer.value = true;
      });
    };
    newer.value = Boolean(found.waiting && found.active);
    watchInstall(found.installing);
    found.addEventListener('updatefound', () => watchInstall(found.installing));
  }

  /** Finds a newer version even if the page stays open for days. */
  function checkPeriodically(found: ServiceWorkerRegistration) {
    // Offline there is nothing new.
    setInterval(() => void found.update().catch(() => {}), CHECK_EVERY_MS);
  }

  async function register(container: ServiceWorkerContainer) {
    // Another page may have activated a newer version; this one continues with its own.
    let controlled = Boolean(container.controller);
    container.addEventListener('controllerchange', () => {
      if (controlled) newer.value = true;
      controlled = true;
      container.controller?.postMessage('opened');
    });
    registration = await container.register(host.script);
    container.controller?.postMessage('opened');
    watchForNewer(registration);
    checkPeriodically(registration);
    if (host.isolated) mark(host.storage).clear();
    else await active(registration);
  }

  async function start() {
    try {
      if (!serviceWorker) return;
      await register(serviceWorker);
      if (isolation.value !== 'coming') return;
    } catch {
      // Without a service worker the page works as its host serves it.
      if (isolation.value === 'coming') isolation.value = 'impossible';
      return;
    }
    if (!untouched.value || busy.value || !mark(host.storage).set()) isolation.value = 'offered';
    else loadAgain();
  }

  return { isolation, newer, busy, start, reload };
}

/** Resolves when a registration has a worker that will serve the next load. */
function active({ active, waiting, installing }: ServiceWorkerRegistration): Promise<void> {
  const worker = active ?? waiting ?? installing;
  return new Promise((resolve, reject) => {
    if (!worker) return reject(new Error('no service worker'));
    const onStateChange = () => {
      if (worker.state === 'activating' || worker.state === 'activated') resolve();
      if (worker.state === 'redundant') reject(new Error('the service worker could not be set up'));
    };
    worker.addEventListener('statechange', onStateChange);
    onStateChange();
  });
}

const CHECK_EVERY_MS = 60 * 60 * 1000;

const MARK = 'latin-rectangles: loaded again';

/** Remembers across one reload that there was one; if that is impossible, there must be none. */
export function mark(storage: OfflineHost['storage']) {
  return {
    /** whether it was set now, and can be read back */
    set(): boolean {
      try {
        if (storage().getItem(MARK) !== null) return false;
        storage().setItem(MARK, '1');
        return storage().getItem(MARK) !== null;
      } catch {
        return false;
      }
    },
    clear(): void {
      try {
        storage().removeItem(MARK);
      } catch {
        // Nothing was stored either.
      }
    },
  };
}

/** How long a count in the address waits for the service worker. */
const COUNT_WITHIN_MS = 10_000;

/** How long the start of the workers waits for a possible reload. */
const SETTLED_WITHIN_MS = 3000;

/** Calls back once it is clear that the page will not reload, or the service worker takes too long. */
export function whenSettled({ isolation }: Pick<Offline, 'isolation'>, callback: () => void): void {
  const timer = setTimeout(callback, SETTLED_WITHIN_MS);
  const stop = isolation.subscribe((now) => {
    if (now === 'coming') return;
    clearTimeout(timer);
    callback();
    queueMicrotask(() => stop());
  });
}

/** Delays a count in the address until after the reload; without one it starts later. */
export function holdCount(
  { isolation }: Pick<Offline, 'isolation'>,
  { pending, count }: { pending: Signal<boolean>; count(): void },
): void {
  if (isolation.value !== 'coming' || !pending.value) return;
  pending.value = false;
  const patient = signal(true);
  const timer = setTimeout(() => {
    patient.value = false;
  }, COUNT_WITHIN_MS);
  const counting = computed(() => !patient.value || isolation.value !== 'coming');
  const stop = counting.subscribe((now) => {
    if (!now) return;
    clearTimeout(timer);
    untracked(count);
    queueMicrotask(() => stop());
  });
}
