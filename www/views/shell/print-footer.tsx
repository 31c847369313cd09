import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { momentText } from '../../format/date';
import { absoluteLink } from '../count/absolute-link';

/** In print only: the time of printing and the address of the page. */
export function PrintFooter() {
  const printed = useSignal(new Date());
  useEffect(() => {
    const update = () => {
      printed.value = new Date();
    };
    addEventListener('beforeprint', update);
    return () => removeEventListener('beforeprint', update);
  }, []);
  return (
    <p class="on-paper note">
      Latin Rectangles, printed {momentText(printed.value.toISOString())}:{' '}
      <span {...EXACT}>{absoluteLink(location.search)}</span>
    </p>
  );
}
