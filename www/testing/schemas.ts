import Ajv2020 from 'ajv/dist/2020.js';
import cells from '../../docs/schemas/cells.schema.json';
import labReport from '../../docs/schemas/lab-report.schema.json';
import results from '../../docs/schemas/results.schema.json';

// Their formats are those of Rust's numbers.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const SCHEMAS = { cells, 'lab-report': labReport, results };

/** The errors of a value by one of the schemas; null if it fits. */
export function misfits(name: keyof typeof SCHEMAS, value: unknown) {
  // Compiled once for each schema.
  const fits = ajv.compile(SCHEMAS[name]);
  fits(value);
  return fits.errors;
}
