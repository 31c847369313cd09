// Shared memory, hence threads, needs a page that is isolated from other origins.
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export const production = {
  ...isolation,
  // For course pages that embed this one, also those that are isolated themselves.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': contentSecurityPolicy,
};

/** The same for hosts that read a file _headers. */
export const headersFile = [
  '/*',
  ...Object.entries(production).map(([name, value]) => `  ${name}: ${value}`),
  '/assets/*',
  '  Cache-Control: public, max-age=31536000, immutable',
  '',
].join('\n');
