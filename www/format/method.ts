import type { EngineName } from '../model/generated';

/** What a count by an engine is called in a sentence: "by enumeration". */
export const METHODS: Record<EngineName, string> = {
  enumerate: 'enumeration',
  classes: 'classes',
  naive: 'naive backtracking',
  formula: 'formula',
};
