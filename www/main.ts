import { startEngine } from './engine/client';

const engine = startEngine(2);
engine.listen((event) => {
  if (event.type === 'ready') {
    engine.send({ type: 'count', shape: { rows: 5, columns: 6 }, engine: 'enumerate', schedule: null });
  }
  if (event.type === 'done') document.body.textContent = event.result.total;
});
