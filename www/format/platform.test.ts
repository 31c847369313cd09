import { expect, it } from 'vitest';
import { platformName } from './platform';

const LIKE_ALL = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)';

it.each([
  [`${LIKE_ALL} Chrome/156.0.0.0 Safari/537.36`, 'Chrome 156 on Linux'],
  [`${LIKE_ALL} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`, 'Edge 156 on Linux'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox 153 on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0',
    'Firefox 153 on Windows',
  ],
  ['Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0', 'Firefox 153 on Android'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15',
    'Safari 18 on macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1',
    'Safari 18 on iOS',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko)', 'WebKit 605 on Linux'],
  ['', 'An unknown browser'],
])('%s', (userAgent, name) => {
  expect(platformName({ userAgent })).toBe(name);
});

it.each([
  [['Not(A:Brand', 'Chromium'], 'Linux', 'Chromium 156 on Linux'],
  [['Google Chrome', 'Not?A_Brand', 'Chromium'], 'macOS', 'Chrome 156 on macOS'],
  [['Chromium', 'Microsoft Edge', ' Not A;Brand'], 'Windows', 'Edge 156 on Windows'],
  [['Chromium', 'Brave', 'Not.A/Brand'], 'Unknown', 'Brave 156 on Linux'],
  [[], '', 'Chrome 156 on Linux'],
])('of the brands %j on %s', (names, platform, name) => {
  const brands = names.map((brand) => ({ brand, version: '156' }));
  const userAgent = `${LIKE_ALL} Chrome/156.0.0.0 Safari/537.36`;
  expect(platformName({ userAgent, userAgentData: { brands, platform } })).toBe(name);
});
