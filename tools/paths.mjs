import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * A place in this repository.
 * @param {...string} parts
 */
export const at = (...parts) => join(root, ...parts);
