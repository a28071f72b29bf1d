import { expect, it } from 'vitest';
import { onShutdown, runEndings } from './shutdown';

it('ends what was registered last first, once, and goes on after one that fails', async () => {
  const told: string[] = [];
  const ending = (name: string) => async () => void told.push(name);
  onShutdown('pool', ending('pool'));
  onShutdown('broken', async () => {
    throw new Error('stuck');
  });
  onShutdown('jobs', ending('jobs'));
  await runEndings((name, error) => told.push(`${name}: ${error instanceof Error ? error.message : ''}`));
  await runEndings(() => told.push('again'));
  expect(told).toEqual(['jobs', 'broken: stuck', 'pool']);
});

it('keeps one ending per name', async () => {
  const told: string[] = [];
  onShutdown('jobs', async () => void told.push('first'));
  onShutdown('jobs', async () => void told.push('second'));
  await runEndings(() => undefined);
  expect(told).toEqual(['second']);
});
