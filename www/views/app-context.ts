import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { App } from '../store/app';

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const counter = useContext(AppContext);
  if (!counter) throw new Error('a view stands outside AppContext');
  return counter;
}
