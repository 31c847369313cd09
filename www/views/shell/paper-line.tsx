import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { momentText } from '../../format/date';
import { absoluteLink } from '../count/absolute-link';

/** On paper only: when it was printed, and where the page is. */
export function PaperLine() {
  const at = useSignal(new Date());
  useEffect(() => {
    const look = () => {
      at.value = new Date();
    };
    addEventListener('beforeprint', look);
    return () => removeEventListener('beforeprint', look);
  }, []);
  return (
    <p class="on-paper note">
      Latin Rectangles, printed {momentText(at.value.toISOString())}:{' '}
      <span {...EXACT}>{absoluteLink(location.search)}</span>
    </p>
  );
}
