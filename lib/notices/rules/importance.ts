import type { NoticeCategory } from '@/db/schema/notices';

interface Kind {
  name: '重要工作部署' | '政策解读' | '重大事项';
  words: RegExp;
}

/** What titles and first lines of major matters say. */
const kinds: readonly Kind[] = [
  { name: '政策解读', words: /政策解读|政策问答|解读|实施细则|管理办法|暂行规定|条例/ },
  {
    name: '重大事项',
    words: /重大|应急响应|应急预案|停水停电|征收|拆迁|选举|换届|人事任免|财政预算|事故通报/,
  },
  {
    name: '重要工作部署',
    words:
      /重要|实施方案|工作方案|专项行动|专项整治|攻坚|动员部署|全面部署|安全生产|防汛|防台|疫情|创建验收|迎检/,
  },
];

/** Letters of the body that are looked at: what a notice is about is said at its beginning. */
const looked = 120;

/**
 * Why a notice looks like a major matter (3.4.1), to be suggested to its author; null when it does not. The title weighs as it stands;
 * of the body only its beginning, and of activity, results and progress, which tell of what was done, only the title.
 */
export function majorSuggestion({
  category,
  title,
  body,
}: {
  category: NoticeCategory;
  title: string;
  body: string;
}): string | null {
  if (category === 'policy') return '政策文件';
  const text = ['deployment', 'announcement'].includes(category)
    ? `${title}\n${body.slice(0, looked)}`
    : title;
  return kinds.find(({ words }) => words.test(text))?.name ?? null;
}
