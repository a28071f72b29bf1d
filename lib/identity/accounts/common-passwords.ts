import { dictionary } from '@zxcvbn-ts/language-common';

let known: ReadonlySet<string> | undefined;

/** Some 49,000 passwords that people use and attackers try first, in lower case; unpacked when first asked for. */
export function commonPasswords(): ReadonlySet<string> {
  known ??= new Set(dictionary['passwords-common'].map((password) => String(password).toLowerCase()));
  return known;
}
