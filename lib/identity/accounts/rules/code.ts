/** Without letters and digits that look alike on paper. */
export const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const codeLength = 16;

/** Random bytes as a one-time code; 32 signs, so that every byte chooses evenly. 80 bits: `K7QM-4XWP-9TRD-HB2N`. */
export function codeText(bytes: Uint8Array): string {
  const signs = [...bytes.subarray(0, codeLength)].map((byte) => codeAlphabet[byte % codeAlphabet.length]);
  return signs.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** A code as somebody types it from a slip of paper: case, dashes and spaces do not matter. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s\-—－]/g, '');
}
