import { M } from '../../components/mathematics';
import { Num } from '../../components/number';
import { aboutTimeSentence } from '../../format/units';
import { rangeName, shapeName } from '../../model/shape';
import { type Cell, FIGURE_NAMES, type Figures, onlyPublished } from '../../model/table-cells';
import { cellQuestion, lineQuestion, QUICK_COLUMNS, sameQuestion } from '../../model/table-questions';
import { useApp } from '../app-context';
import { ConflictTrouble } from './conflict';
import { FigureLetter } from './figure-letter';
import { HowKnown } from './how-known';
import { FIGURE_WORDS, isLong } from './labels';
import { PublishedFigures } from './published-figures';
import { RunButton } from './run-button';
import { toneOf } from './tone';

/** All that is known of the chosen cell. */
export function Detail() {
  const { table } = useApp();
  const cell = table.cell(table.chosen.value);
  const { shape, figures, conflict } = cell;
  return (
    <section class="detail" aria-label={shapeName(shape)} data-detail={`${shape.rows},${shape.columns}`}>
      <h2 class="equation">
        <M>{shapeName(shape)}</M>
      </h2>
      {conflict && <ConflictTrouble conflict={conflict} />}
      {figures && <FigureList figures={figures} />}
      <PublishedFigures figures={onlyPublished(cell)} />
      <Compute cell={cell} />
      <HowKnown cell={cell} />
    </section>
  );
}

function FigureList({ figures }: { figures: Figures }) {
  return (
    <dl class="detail-figures">
      {FIGURE_NAMES.map((name) => (
        <div key={name}>
          <dt>
            <FigureLetter name={name} /> <span class="unit-text">{FIGURE_WORDS[name]}</span>
          </dt>
          <dd>
            <Num
              value={figures[name]}
              figure={{ result: name, final: true }}
              tone={toneOf(name, figures)}
              mark={name === 'difference'}
              long={isLong(figures[name])}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const NOTE = 'compute-note';

/** Counts this cell by classes, and where that is long, all of its n too. */
function Compute({ cell }: { cell: Cell }) {
  const { table } = useApp();
  const questions = [cellQuestion(cell.shape)];
  if (cell.shape.columns > QUICK_COLUMNS && cell.shape.rows > 1)
    questions.push(lineQuestion(cell.shape.columns));
  const again = cell.classes ? ' again' : '';
  return (
    <div class="detail-run">
      {questions.map((question, i) => (
        <div key={i}>
          <RunButton
            label={
              i === 0
                ? `Count ${rangeName(question)} by classes${again}`
                : `Count all of ${rangeName(question)}`
            }
            started={({ filling, questions: [asked] }) =>
              !filling && asked !== undefined && sameQuestion(asked, question)
            }
            start={() => table.count(question)}
            describedBy={`${NOTE}-${i}`}
          />
          <span class="note" id={`${NOTE}-${i}`}>
            {table.blocked.value ?? aboutWords(table.answers.seconds([question]))}
          </span>
        </div>
      ))}
    </div>
  );
}

/** Nothing until the engine has told. */
const aboutWords = (seconds: number | null) => (seconds === null ? '' : aboutTimeSentence(seconds));
