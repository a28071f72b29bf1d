import { describe, expect, it } from 'vitest';
import { acceptedStep, newTotpSecret, totpAddress, totpCode, totpStep } from './totp';

/** `12345678901234567890`, the secret of the vectors in RFC 6238, appendix B. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1_000);

describe('a time-based code', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at %i seconds has the last six digits of the vector %s', (seconds, vector) => {
    expect(totpCode(secret, totpStep(at(seconds)))).toBe(vector.slice(2));
  });

  it.each([
    [-60, false],
    [-30, true],
    [0, true],
    [30, true],
    [60, false],
  ])('of a clock %i seconds off is taken: %s', (drift, taken) => {
    const moment = at(1_111_111_111);
    const code = totpCode(secret, totpStep(at(1_111_111_111 + drift)));
    expect(acceptedStep(secret, code, moment, 0) !== null).toBe(taken);
  });

  it('is not taken again, nor is one before it', () => {
    const moment = at(1_111_111_111);
    const step = totpStep(moment);
    expect(acceptedStep(secret, totpCode(secret, step), moment, step - 1)).toBe(step);
    expect(acceptedStep(secret, totpCode(secret, step), moment, step)).toBeNull();
    expect(acceptedStep(secret, totpCode(secret, step - 1), moment, step)).toBeNull();
    expect(acceptedStep(secret, totpCode(secret, step + 1), moment, step)).toBe(step + 1);
  });
});

describe('a new secret', () => {
  it('has 160 bits, as apps take them, and is another each time', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(newTotpSecret());
  });

  it('reaches the app with who it is for', () => {
    const address = new URL(totpAddress('群序', 'office', secret));
    expect(decodeURIComponent(address.pathname)).toBe('/群序:office');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      secret,
      issuer: '群序',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
