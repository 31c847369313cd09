import { screenRefused } from '../../components/screen';

/** For those whose screen goes off by itself. */
export function ScreenNote() {
  return screenRefused.value ? (
    <p class="note touch">This browser does not keep the screen on, and a count may stop while it is off.</p>
  ) : null;
}
