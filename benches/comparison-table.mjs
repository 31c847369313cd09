import * as comparison from './comparison.mjs';
import * as measures from './measures.mjs';
import { shape, table, time } from './table.mjs';

/** @typedef {import('./against.mjs').Comparison} Comparison */
/** @typedef {import('./comparison.mjs').Pair} Pair */

/**
 * Markdown for two versions side by side.
 * @param {Comparison} measured
 */
export function comparisonPage({
  environment,
  rounds,
  before,
  now,
  firstColumns,
  counts,
  byClasses,
  clicks,
}) {
  const { date, processor, processors, node, browsers } = environment;
  const counting = [...firstColumns, ...counts, ...byClasses];
  return [
    `${date}, ${processor}, ${processors} processors, ${browsers.join(', ')}, Node ${node}; before is ${before.commit}, now is ${now.commit}; ${rounds} rounds.`,
    before.compiler === now.compiler
      ? `Rust ${now.compiler} compiled both commands.`
      : `Rust ${before.compiler} compiled the command before and Rust ${now.compiler} that of now: native ratios compare these too.`,
    'Ratios are now ÷ before: above 1 is slower.',
    '### One first column, one worker',
    pairTable(firstColumns),
    '### All first columns',
    pairTable(counts),
    '### By classes',
    pairTable(byClasses),
    `### From click to figures, ${shape(measures.click)}, workers ready`,
    pairTable(clicks),
    '### Geometric means over all shapes',
    meanTable(counting),
    '### Slower',
    verdict(counting, [...counting, ...clicks]),
  ].join('\n\n');
}

/** @param {Pair[]} pairs */
function pairTable(pairs) {
  const hasChoice = pairs.some(({ chosen }) => chosen?.now);
  const head = ['shape', 'where', 'before', 'now', 'ratio of medians', 'ratio of minima'];
  const rows = pairs.map((pair) => {
    const { before, now, ofMedians, ofMinima } = comparison.ratios(pair);
    const figures = [time(before), time(now), ratio(ofMedians), ratio(ofMinima)];
    return [pair.shape, pair.place, ...figures, ...(hasChoice ? [choices(pair)] : [])];
  });
  return table(hasChoice ? [...head, 'auto stood for'] : head, rows);
}

/** @param {Pair} pair */
function choices({ chosen }) {
  if (!chosen) return '';
  return chosen.before === chosen.now
    ? chosen.now
    : `before ${chosen.before}; now ${chosen.now}: not compared`;
}

/** @param {Pair[]} pairs */
function meanTable(pairs) {
  const rows = comparison
    .meansByPlace(pairs)
    .map(({ place, pairs, ofMedians, ofMinima }) => [
      place,
      String(pairs),
      ratio(ofMedians),
      ratio(ofMinima),
    ]);
  return table(['where', 'ratios', 'of medians', 'of minima'], rows);
}

/**
 * @param {Pair[]} counting
 * @param {Pair[]} all
 */
function verdict(counting, all) {
  const slower = all.filter(comparison.isSlower);
  const means = comparison.meansByPlace(counting).filter(comparison.isSlowerOverall);
  return [
    slower.length === 0
      ? `No ratio of medians is above ${comparison.SLOWER}.`
      : `Ratios of medians above ${comparison.SLOWER}; a shape counts as slower only if a second run lists it too:`,
    slower
      .map((pair) => `- ${pair.shape}, ${pair.place}: ${ratio(comparison.ratios(pair).ofMedians)}`)
      .join('\n'),
    means.length === 0
      ? `No geometric mean is above ${comparison.SLOWER_OVERALL}.`
      : `Geometric means above ${comparison.SLOWER_OVERALL}, which is slower: ${means
          .map(({ place, ofMedians }) => `${place} ${ratio(ofMedians)}`)
          .join(', ')}.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** @param {number} value */
const ratio = (value) => value.toFixed(3);
