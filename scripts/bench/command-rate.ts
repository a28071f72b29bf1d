import type { Result } from '@/lib/core/errors';
import { type CommandRate, type CommandResult, callers } from './command-job';

type Act<Input> = (input: Input) => Promise<Result<unknown>>;

/** Has so many callers go through the inputs. @throws Error when one is refused: all must be done */
async function rate<Input>(act: Act<Input>, inputs: readonly Input[], atOnce: number): Promise<CommandRate> {
  const left = inputs.values();
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const keepActing = async () => {
    for (const input of left) {
      const result = await act(input);
      if (!result.ok) throw new Error(`refused: ${result.refusal.message}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepActing));
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: (inputs.length * 1000) / (performance.now() - start),
    cpuMs: (user + system) / 1000 / inputs.length,
  };
}

/**
 * Does the same act with each input once, a third of them to warm up: a serving process has been running for long, and what is done while
 * this one is new does not count.
 */
export async function ratesOf<Input>(act: Act<Input>, inputs: readonly Input[]): Promise<CommandResult> {
  const third = Math.floor(inputs.length / 3);
  await rate(act, inputs.slice(0, third), callers);
  const together = await rate(act, inputs.slice(third, 2 * third), callers);
  return { together, alone: await rate(act, inputs.slice(2 * third), 1) };
}
