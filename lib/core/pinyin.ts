import { pinyin } from 'pinyin-pro';

export interface Spelling {
  /** `zhangsan`, to search by typing on. */
  pinyin: string;
  /** `zs`. */
  initials: string;
}

/** How a name is spelled in lower-case pinyin; `person` reads surnames as surnames (单 shàn). Other signs stay as they are. */
export function spelled(name: string, kind: 'person' | 'name' = 'name'): Spelling {
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    v: true,
    ...(kind === 'person' ? { surname: 'head' as const } : {}),
  })
    .map((syllable) => syllable.toLowerCase().replace(/\s/g, ''))
    .filter(Boolean);
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable[0]).join('') };
}
