import { M, SignedK } from '../../components/mathematics';
import type { FigureName } from '../../model/table-cells';

export function FigureLetter({ name }: { name: FigureName }) {
  switch (name) {
    case 'total':
      return <Letter>K</Letter>;
    case 'positive':
      return <SignedK sign="+" />;
    case 'negative':
      return <SignedK sign="−" />;
    case 'difference':
      return <Letter>D</Letter>;
    case 'reduced':
      return <Letter>R</Letter>;
  }
}

function Letter({ children }: { children: string }) {
  return (
    <M>
      <i>{children}</i>
    </M>
  );
}
