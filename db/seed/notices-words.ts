import type { NoticeCategory } from '@/db/schema/notices';

/** A notice of the street's history: who wrote it, for which groups, and how. */
export interface Words {
  by: string;
  groups: readonly string[];
  category: NoticeCategory;
  major: boolean;
  /** Hours in which it is to be acknowledged; null when reading is enough. */
  hours: number | null;
  title: string;
  body: string;
}

const streets = '街道工作总群';
const short: Readonly<Record<string, string>> = {
  总: streets,
  书记: '社区书记群',
  城管: '城管执法群',
  平安: '平安建设群',
  和平: '和平社区工作群',
  新华: '新华社区工作群',
  防汛: '防汛应急群',
  财务: '财务工作群',
};

/**
 * Reads notices out of a text, one after another in the order of their publication, an empty line between two. The first line says who,
 * which groups, which category, and 重要 or `回执 24`; the second is the title; the rest is the body.
 */
export function wordsIn(text: string): Words[] {
  return text
    .trim()
    .split(/\n\n+/)
    .map((block) => {
      const [head = '', title = '', ...body] = block.split('\n');
      const [by = '', groups = '', category = '', ...marks] = head.split(' ');
      const hours = marks.find((mark) => mark.startsWith('回执'))?.slice(2);
      return {
        by,
        groups: groups.split('、').map((name) => short[name] ?? name),
        category: category as NoticeCategory,
        major: marks.includes('重要'),
        hours: hours ? Number(hours) : null,
        title,
        body: body.join('\n'),
      };
    });
}
