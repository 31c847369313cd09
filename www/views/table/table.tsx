import './table.css';
import './triangle.css';
import { useEffect } from 'preact/hooks';
import { ClassRates } from '../../components/class-rates';
import { SignNote } from '../../components/sign-note';
import { SHAPES } from '../../model/table-cells';
import { AddressNotes } from '../address-notes';
import { useApp } from '../app-context';
import { Fill } from './count-all';
import { Detail } from './detail';
import { TableHead } from './head';
import { TriangleKey } from './legend';
import { Observed } from './observed';
import { PaperList } from './paper-list';
import { Picker } from './picker';
import { Triangle } from './triangle';

/** The triangle of all shapes, with what is known of each here. */
export function TableView() {
  const { results, table } = useApp();
  useEffect(() => void results.refresh(), []);
  useEffect(() => table.answers.ask(), []);
  return (
    <div data-table-state={table.run.value.state}>
      <AddressNotes />
      <TableHead />
      <Fill />
      <div class="table-view">
        <div class="table-triangle">
          <Triangle />
          <TriangleKey />
          <SignNote shapes={SHAPES} />
        </div>
        <div class="table-detail">
          <Picker />
          <Detail />
        </div>
        <div class="table-below">
          <PaperList />
          <Observed />
          <ClassRates workers={table.workers.value} heading="h2" />
        </div>
      </div>
    </div>
  );
}
