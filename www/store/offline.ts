import { computed, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';

/** The page in its browser: what differs in a test. */
export type OfflineHost = {
  /** undefined where the browser has none to offer */
  serviceWorker: ServiceWorkerContainer | undefined;
  /** of the service worker's script */
  script: string;
  isolated: boolean;
  /** in a frame of another page, which no reload isolates */
  embedded: boolean;
  /** throws where storage is forbidden */
  storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  reload(): void;
};

export type Isolation =
  | 'there'
  /** a service worker is being set up, which gives it after one reload */
  | 'coming'
  /** one reload away, which is left to the visitor */
  | 'offered'
  | 'impossible';

export type Activity = {
  /** a count or the lab runs, or is about to */
  busy: ReadonlySignal<boolean>;
  /** nothing is shown that a reload would lose */
  untouched: ReadonlySignal<boolean>;
};

export type Offline = {
  isolation: Signal<Isolation>;
  /** a newer version of the page is there to be loaded */
  newer: Signal<boolean>;
  busy: ReadonlySignal<boolean>;
  /** Sets up the service worker; resolves when it is clear whether a reload is to come. */
  start(): Promise<void>;
  /** Loads the page again, as isolated and as new as can be; not while it is busy. */
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
        // Without one that is active it is the first, and no news.
        if (worker.state === 'installed' && found.active) newer.value = true;
      });
    };
    newer.value = Boolean(found.waiting && found.active);
    watchInstall(found.installing);
    found.addEventListener('updatefound', () => watchInstall(found.installing));
  }

  /** A page that is not loaded again for days hears of a newer version too. */
  function checkPeriodically(found: ServiceWorkerRegistration) {
    // Without a network there is nothing new.
    setInterval(() => void found.update().catch(() => {}), CHECK_EVERY_MS);
  }

  async function register(container: ServiceWorkerContainer) {
    // Another page may let a newer one take over; this one goes on as it is.
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
      // Without one the page works as its host serves it.
      if (isolation.value === 'coming') isolation.value = 'impossible';
      return;
    }
    if (!untouched.value || busy.value || !mark(host.storage).set()) isolation.value = 'offered';
    else loadAgain();
  }

  return { isolation, newer, busy, start, reload };
}

/** Resolves when a registration has a worker that will answer for the next load. */
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

/** Remembers across one reload that there was one; where nothing is remembered, there must be none. */
export function mark(storage: OfflineHost['storage']) {
  return {
    /** whether it was set now: not before, and not in vain */
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
        // Nothing was remembered either.
      }
    },
  };
}

/** So long a service worker may take until what the address asks for is counted without it. */
const COUNT_WITHIN_MS = 10_000;

/** So long its workers may wait for the page to be loaded again. */
const SETTLED_WITHIN_MS = 3000;

/** Calls back as soon as it is clear that no reload is to come, or the service worker takes too long. */
export function whenSettled({ isolation }: Pick<Offline, 'isolation'>, callback: () => void): void {
  const timer = setTimeout(callback, SETTLED_WITHIN_MS);
  const stop = isolation.subscribe((now) => {
    if (now === 'coming') return;
    clearTimeout(timer);
    callback();
    queueMicrotask(() => stop());
  });
}

/** A count that the address asks for waits for the reload that is to come, and is made up for if there is none. */
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
