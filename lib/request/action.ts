import 'server-only';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { createSafeActionClient, DEFAULT_SERVER_ERROR_MESSAGE } from 'next-safe-action';
import * as z from 'zod';
import type { Refusal, Result } from '@/lib/core/errors';
import { plainMessage } from '@/lib/core/messages';
import { refuseUnreadable } from '@/lib/core/readable';
import type { Command } from '@/lib/workflow/command';
import { admitted, type Wanted } from './admission';
import { outcomeOf } from './outcome';

interface Options<Output, Shown> extends Pick<Wanted, 'first' | 'open'> {
  /** Leaves the page as it was: the act has done away with it. */
  keepPage?: boolean;
  /** What only the request can do with the outcome, e.g. set a cookie; the browser is shown what it returns. */
  finish?: (value: Output) => Promise<Shown>;
}

// What a schema has no words of its own for is said in the reader's language, as the form says it.
z.config({ customError: plainMessage });

const client = createSafeActionClient({
  defaultValidationErrorsShape: 'formatted',
  handleServerError: (error) => {
    throw error;
  },
});

const ended = '登录已失效，请重新登录后再提交；您填写的内容仍在本页';

interface ErrorTree {
  _errors?: string[];
  [key: string]: ErrorTree | string[] | undefined;
}

/** The first message of every field that has one, by path: `people.3.phone`. */
function messages(tree: ErrorTree, path = ''): [string, string][] {
  const own: [string, string][] = tree._errors?.[0] ? [[path, tree._errors[0]]] : [];
  const below = Object.entries(tree).flatMap(([key, value]) =>
    key === '_errors' || !value || Array.isArray(value) ? [] : messages(value, path ? `${path}.${key}` : key),
  );
  return [...own, ...below];
}

function invalid(tree: ErrorTree): Refusal {
  const found = messages(tree);
  const whole = found.find(([path]) => path === '')?.[1];
  return {
    code: 'invalid',
    message: whole ?? '请检查标出的内容',
    fields: Object.fromEntries(found.filter(([path]) => path !== '')),
  };
}

/**
 * Makes a server action of a command: Origin, session, input, command, refresh, in this order. Of the input, first what no form
 * sends at all (`refuseUnreadable`), then the schema.
 * Every outcome is a `Result`; faults are logged under the reference that the message names.
 */
export function action<Schema extends z.ZodType, Output, Shown = Output>(
  schema: Schema,
  command: Command<z.output<Schema>, Output>,
  options: Options<Output, Shown> = {},
): (input: z.input<Schema>) => Promise<Result<Shown>> {
  const name = command.commandName;
  const safe = client
    .use(async ({ next }) =>
      next({ ctx: { actor: await admitted(await headers(), { name, ended, ...options }) } }),
    )
    .inputSchema(z.any().superRefine(refuseUnreadable).pipe(schema))
    .action(({ parsedInput, ctx }) => command(ctx.actor, parsedInput as z.output<Schema>));

  return (input) =>
    outcomeOf(name, async (): Promise<Result<Shown>> => {
      const answer = await safe(input as never);
      if (answer.validationErrors)
        return { ok: false, refusal: invalid(answer.validationErrors as ErrorTree) };
      if (!answer.data) throw new Error(DEFAULT_SERVER_ERROR_MESSAGE);
      if (!answer.data.ok) return answer.data;
      const { value } = answer.data;
      const shown = options.finish ? await options.finish(value) : (value as unknown as Shown);
      if (!options.keepPage) refresh();
      return { ok: true, value: shown };
    });
}
