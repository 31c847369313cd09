import { useRef } from 'preact/hooks';

/** Phones and mail programs add endings to what was saved; what is in a file is looked at when it is read. */
const ACCEPTED = '.json,.txt,.checkpoint,application/json,text/plain,application/octet-stream';

type Props = {
  /** on the button */
  children: string;
  /** what the file is, for those who hear it */
  label: string;
  look: 'button' | 'link';
  open(file: File): Promise<void>;
};

/** A button that lets a JSON file be chosen and read. */
export function OpenFile({ children, label, look, open }: Props) {
  const input = useRef<HTMLInputElement>(null);

  async function chosen(file: File | undefined) {
    if (file) await open(file);
    // The same file can be chosen again.
    if (input.current) input.current.value = '';
  }

  return (
    <>
      <button class={look} type="button" onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        accept={ACCEPTED}
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => void chosen(event.currentTarget.files?.[0])}
      />
    </>
  );
}
