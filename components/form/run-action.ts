import type { Refusal, Result } from '@/lib/core/errors';

/** A server action as the browser sees it: one input, one result; faults come as refusals with words. */
export type Action<Input, Value> = (input: Input) => Promise<Result<Value>>;

const unreachable: Refusal = {
  code: 'away',
  message: '暂时连不上服务器，您填写的内容仍在本页，请稍后再试',
};

/** Calls the action; a server that cannot be reached is a refusal like any other. */
export async function runAction<Input, Value>(
  action: Action<Input, Value>,
  input: Input,
): Promise<Result<Value>> {
  try {
    return await action(input);
  } catch {
    return { ok: false, refusal: unreachable };
  }
}
