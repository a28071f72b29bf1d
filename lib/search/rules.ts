/** Numbers as they are kept: `RQ-2026-0418`. */
export interface Numbers {
  requests: string[];
  orders: string[];
  /** The text can mean nothing else than this number. */
  certain: boolean;
}

const written = /^(RQ|OD)?-?(?:(20\d\d)-)?(\d{1,8})$/;
const together = /^(RQ|OD)(20\d\d)(\d{4,8})$/;

/**
 * The numbers somebody may have meant, however he typed them: `rq 2026 418`, `ＲＱ－２０２６－０４１８`, `RQ20260418`. Without a year
 * it is one of `year`; digits alone may be a request's or an order's.
 */
export function readNumbers(text: string, year: number): Numbers {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .trim()
    .replace(/[\s\-‐-―_]+/g, '-');
  const parts = together.exec(plain.replaceAll('-', '')) ?? written.exec(plain);
  const count = parts?.[3];
  if (!(parts && count)) return { requests: [], orders: [], certain: false };
  const series = parts[1];
  const rest = `${parts[2] ?? year}-${String(Number(count)).padStart(4, '0')}`;
  return {
    requests: series === 'OD' ? [] : [`RQ-${rest}`],
    orders: series === 'RQ' ? [] : [`OD-${rest}`],
    certain: series !== undefined,
  };
}
