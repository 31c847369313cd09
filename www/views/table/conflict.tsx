import type { SignedCount } from '../../engine/generated';
import { momentText } from '../../lib/dates';
import { grouped } from '../../lib/numbers';
import { CopyButton } from '../../parts/copy';
import { SourceList } from '../../parts/source';
import { Trouble } from '../../parts/trouble';
import type { Conflict } from '../../state/table-cells';
import { useCounter } from '../counter-context';
import { viewLink } from '../frame/view-link';

type Counts = SignedCount & { total: string };

/** Two numbers that must be equal and are not: both are told, and neither is shown as a result. */
export function ConflictTrouble({ conflict }: { conflict: Conflict }) {
  const counter = useCounter();
  const { classes } = conflict;
  const copy = <CopyButton label="Copy a report" text={() => JSON.stringify(conflict, null, 2)} />;
  switch (conflict.kind) {
    case 'sum':
      return (
        <Trouble title="The figures do not add up." actions={copy}>
          Counted by classes: {countsWords(classes)}, reduced {grouped(classes.reduced)}. So this count is
          wrong and is not shown as a result.
        </Trouble>
      );
    case 'published':
      return (
        <Trouble title="The count differs from the published value." actions={copy}>
          Counted by classes: {countsWords(classes)}. Published:{' '}
          {classes.published && (
            <>
              {grouped(classes.published.total)}
              {signsWords(classes.published.signed)}, <SourceList sources={classes.published.sources} />
            </>
          )}
          . One of the two is wrong, so this one is not shown as a result.
        </Trouble>
      );
    case 'engines': {
      const { saved } = conflict;
      return (
        <Trouble
          title={saved.engine === 'classes' ? 'Two counts differ.' : 'The two engines differ.'}
          actions={
            <>
              {copy} <a {...viewLink(counter, 'results')}>Look at the saved one</a>
            </>
          }
        >
          Counted by classes: {countsWords(classes)}.{' '}
          {saved.engine === 'classes' ? 'The same' : 'Counted exhaustively'}, saved on
          {momentText(saved.date)}:{countsWords(saved)}. One of the two is wrong, so neither is shown as a
          result.
        </Trouble>
      );
    }
  }
}

const countsWords = ({ total, ...signs }: Counts) => `${grouped(total)}${signsWords(signs)}`;

const signsWords = (signed: SignedCount | null) =>
  signed ? ` (${grouped(signed.positive)} even + ${grouped(signed.negative)} odd)` : '';
