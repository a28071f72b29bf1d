import { describe, expect, it } from 'vitest';
import { describeFault, faultReason } from './fault';

describe('faults as they are kept', () => {
  const statement = new Error(
    'Failed query: select * from people where phone = $1\nparams: 13800001234,张三',
    {
      cause: Object.assign(new Error('value "13800001234" is wrong'), { code: '22003' }),
    },
  );

  it('says what went wrong, and why', () => {
    expect(describeFault(statement)).toMatchObject({
      type: 'Error',
      message: 'Failed query: select * from people where phone = $1',
      cause: { code: '22003' },
    });
    expect(faultReason(statement)).toBe('value "***" is wrong');
  });

  it('keeps no values of the statement', () => {
    const kept = JSON.stringify(describeFault(statement));
    expect(kept).not.toContain('13800001234');
    expect(kept).not.toContain('张三');
  });

  it('keeps no passwords of addresses', () => {
    const error = new Error('cannot reach postgres://qunxu:s3cret@db.example/qunxu');
    expect(faultReason(error)).toBe('cannot reach postgres://qunxu:***@db.example/qunxu');
  });

  it('takes whatever is thrown', () => {
    expect(faultReason('broken')).toBe('broken');
    expect(describeFault(undefined)).toEqual({ type: 'undefined', message: 'undefined' });
  });

  it('ends when causes run in a circle', () => {
    const [a, b] = [new Error('a'), new Error('b')];
    a.cause = b;
    b.cause = a;
    expect(faultReason(a)).toMatch(/^[ab]$/);
  });
});
