const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const minute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** '24 November 2026', where the reader is. */
export function dayText(iso: string): string {
  return day.format(new Date(iso));
}

/** '24 Nov 2026, 17:30' */
export function momentText(iso: string): string {
  const date = new Date(iso);
  return `${short.format(date)}, ${minute.format(date)}`;
}

/** '2026-11-24', as a date field has it. */
export function dayKey(iso: string): string {
  const date = new Date(iso);
  const pad = (part: number, width: number) => String(part).padStart(width, '0');
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}
