import type { LevelCheck } from '../model/result';
import { grouped } from './number';

/** The check that stands behind a count by classes; null where it needed no list of classes. */
export function completenessText(levels: readonly LevelCheck[]): string | null {
  if (levels.length === 0) return null;
  const classes = levels.reduce((sum, level) => sum + level.classes, 0);
  return `${grouped(String(classes))} ${classes === 1 ? 'class' : 'classes'}: together they account for every labelled graph`;
}
