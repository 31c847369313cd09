import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Counter } from '../store/app';

export const CounterContext = createContext<Counter | null>(null);

export function useCounter(): Counter {
  const counter = useContext(CounterContext);
  if (!counter) throw new Error('a view stands outside CounterContext');
  return counter;
}
