import { afterEach, describe, expect, it, vi } from 'vitest';
import { requestRef } from '@/lib/core/context';
import { Refused } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { outcomeOf, reportFault, reportPrinted } from './outcome';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('what is thrown', () => {
  it('becomes a refusal that names the reference it was logged under', async () => {
    const errors = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    let ref: string | undefined;
    const outcome = await outcomeOf('unit.edit', async () => {
      ref = requestRef();
      throw new Error('secret detail');
    });
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: 'fault', message: expect.stringContaining(ref ?? '?') },
    });
    expect(JSON.stringify(outcome)).not.toContain('secret detail');
    expect(errors.mock.calls).toMatchObject([[{ action: 'unit.edit' }, 'action failed']]);
  });

  it('as a refusal stays what it is, and is no fault', async () => {
    const errors = vi.spyOn(log, 'error');
    const refusal = { code: 'rule', message: '不可以' } as const;
    const outcome = await outcomeOf('unit.edit', async () => {
      throw new Refused(refusal);
    });
    expect(outcome).toEqual({ ok: false, refusal });
    expect(errors).not.toHaveBeenCalled();
  });

  it('in a page is logged with the digest that the person sees', () => {
    const errors = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    expect(reportFault(new Error('broken'), { digest: '123', path: '/orders' }, 'page failed')).toBe(false);
    expect(errors.mock.calls).toMatchObject([[{ digest: '123', path: '/orders' }, 'page failed']]);
  });

  it('because the database is away is told apart, and logged once for all of them', async () => {
    const errors = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    const gone = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    for (let i = 0; i < 3; i += 1) {
      const outcome = await outcomeOf('unit.edit', () => Promise.reject(gone));
      expect(outcome).toMatchObject({ refusal: { code: 'away' } });
    }
    expect(errors.mock.calls.map(([, message]) => message)).toEqual(['database away']);
  });
});

describe('what the framework prints', () => {
  it('goes into the log without values', () => {
    const warnings = vi.spyOn(log, 'warn').mockImplementation(() => undefined);
    const errors = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    reportPrinted(['⨯ Failed query: select $1\nparams: 张三\n at %s', 'x']);
    reportPrinted([new Error('broken')]);
    expect(warnings.mock.calls).toEqual([[{ printed: '⨯ Failed query: select $1\n at x' }, 'printed']]);
    expect(errors).toHaveBeenCalledOnce();
  });

  it('is not logged twice when it carries a digest', () => {
    const errors = vi.spyOn(log, 'error');
    reportPrinted(['⨯', Object.assign(new Error('broken'), { digest: '123' })]);
    expect(errors).not.toHaveBeenCalled();
  });
});
