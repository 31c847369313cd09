/** How browsers identify themselves; Chromium in parts, the others only in one line. */
export type Navigated = {
  userAgent: string;
  userAgentData?: { brands: { brand: string; version: string }[]; platform: string };
};

type Pattern = readonly [name: string, pattern: RegExp];

/** The first that fits: most browsers also name those that they are like. */
const BROWSERS: readonly Pattern[] = [
  ['Edge', /Edg(?:A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|HeadlessChrome|CriOS)\/(\d+)/],
  ['Web', /Epiphany\/(\d+)/],
  ['Safari', /Version\/(\d+)\S* .*Safari\//],
  ['WebKit', /AppleWebKit\/(\d+)/],
];

const SYSTEMS: readonly Pattern[] = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['ChromeOS', /CrOS/],
  ['macOS', /Mac OS X|Macintosh/],
  ['FreeBSD', /FreeBSD/],
  ['Linux', /Linux/],
];

/** Browser and system in words, for example "Chromium 156 on Linux". */
export function platformName({ userAgent, userAgentData }: Navigated): string {
  const browser = brandOf(userAgentData?.brands ?? []) ?? browserOf(userAgent);
  const system = systemName(userAgentData?.platform ?? '') ?? firstOf(SYSTEMS, userAgent)?.name;
  return [browser ?? 'An unknown browser', system].filter(Boolean).join(' on ');
}

type Brands = { brand: string; version: string }[];

/** One brand is made up, so that nobody relies on the list; Chromium is among them even if another has built it. */
function brandOf(brands: Brands): string | null {
  const real = brands.filter(({ brand }) => !/not.*brand/i.test(brand));
  const found = real.find(({ brand }) => brand !== 'Chromium') ?? real[0];
  return found ? `${found.brand.replace(/^(Google|Microsoft) /, '')} ${found.version}` : null;
}

const systemName = (platform: string) => (platform === '' || platform === 'Unknown' ? null : platform);

function browserOf(userAgent: string): string | null {
  const found = firstOf(BROWSERS, userAgent);
  return found ? `${found.name} ${found.version}` : null;
}

function firstOf(patterns: readonly Pattern[], userAgent: string) {
  for (const [name, pattern] of patterns) {
    const found = pattern.exec(userAgent);
    if (found) return { name, version: found[1] };
  }
  return null;
}

/** Said by Chromium alone, in rough steps. */
export const memoryOf = ({ deviceMemory = null }: Navigator & { deviceMemory?: number | null }) =>
  deviceMemory;
