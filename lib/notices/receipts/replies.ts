/** One answer copied from a chat: who, as the chat names him, and what he wrote. */
export interface ChatReply {
  name: string;
  reply: string;
}

export interface ChatReplies {
  replies: ChatReply[];
  /** Lines that name nobody: headings, examples. */
  skipped: string[];
}

const longestName = 30;
const longestReply = 200;
/** Control characters, and the marks that only steer the direction of writing. */
const unreadable = /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const clockTime = '(?:上午|下午|晚上|凌晨|中午)?\\s?\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?';
const dayBefore =
  '(?:(?:\\d{4}[-/.年])?\\d{1,2}[-/.月]\\d{1,2}日?|昨天|前天|今天|(?:星期|周)[一二三四五六日天])';
/** `和平张三 11月22日 14:05`: what chat programs write above a message. */
const heading = new RegExp(`^(.{1,${longestName}}?)[\\s,，]+(?:${dayBefore}\\s*)?${clockTime}$`, 'u');
/** 接龙 numbers its lines. */
const ordinal = /^\d{1,4}\s?(?:[.、．)）]\s*|\s+(?=\D))/;
const notPeople = /^(?:#\s*接龙|接龙|例[\s:：]|请.{0,30}接龙|—|-{2,}|={2,})/;
const assent =
  /^(?:已?(?:经)?(?:收到|知悉|知晓|阅|阅读|看到|了解|确认|悉)|收|好的?|明白|ok|okay|1|\+1|👌|👍|\[ok\]|\[强\]|\[抱拳\])/iu;
const gluedAssent =
  /^(.{2,12}?)((?:(?:都|还|从|并)?(?:没有?|未曾?|不))?(?:已经?)?(?:收到|知悉|知晓|已阅|阅读|明白|好的).*)$/u;
const agreement = /没(?:有)?(?:问题|意见)|无(?:问题|意见|异议)|不(?:错|客气|谢|好意思)|差不多/gu;
const denial = /[没未不无勿否别]|请假|拒绝|打不开|缺席/u;

const longestNameOfPerson = 12;

/** Everything in the names as the chat has them that could be a person's name, each once. */
export function namesWithin(names: readonly string[]): string[] {
  const found = new Set<string>();
  for (const name of names) {
    const signs = [...name];
    for (let from = 0; from < signs.length; from += 1)
      for (let to = from + 2; to <= Math.min(signs.length, from + longestNameOfPerson); to += 1)
        found.add(signs.slice(from, to).join(''));
  }
  return [...found];
}

/** `没收到`, `不参加`: what was written may mean the opposite of 收到, so that somebody is to read it. Rather once too often. */
export const mayDeny = (text: string): boolean => denial.test(text.replace(agreement, ''));

const cut = (text: string, most: number): string => [...text].slice(0, most).join('');

/** `张三：收到`, `张三 收到，明天到`, `张三-已知悉`, `张三收到`, `张三`. */
function split(line: string): ChatReply | null {
  const parts =
    /^(.{1,30}?)\s*[:：]\s*(.*)$/u.exec(line) ??
    /^(\S{1,30}?)[\s,，\-—–_]+(.*)$/u.exec(line) ??
    gluedAssent.exec(line);
  const name = (parts?.[1] ?? line).trim();
  const reply = (parts?.[2] ?? '').trim();
  if (!name || assent.test(name) || [...name].length > longestName) return null;
  return { name, reply: cut(reply, longestReply) };
}

/** A numbered line of a 接龙 that says yes, wherever it stands. */
function fromNumbered(line: string): ChatReply | null {
  const rest = line.replace(ordinal, '').trim();
  const reply = rest === line ? null : split(rest);
  return reply && assent.test(reply.reply) ? reply : null;
}

/** A message under each name with its time; further lines belong to the message. */
function fromMessages(lines: readonly string[]): ChatReplies {
  const found: ChatReplies = { replies: [], skipped: [] };
  let last: ChatReply | undefined;
  for (const line of lines) {
    const name = heading.exec(line)?.[1]?.trim();
    const numbered = name ? null : fromNumbered(line);
    if (numbered) found.replies.push(numbered);
    else if (name) {
      last = { name, reply: '' };
      found.replies.push(last);
    } else if (last) last.reply = cut([last.reply, line].filter(Boolean).join(' '), longestReply);
    else found.skipped.push(line);
  }
  return found;
}

/** `张三：` with nothing behind it: his words come on the next line, or not at all. */
const announced = new RegExp(`^(.{1,${longestName}}?)\\s*[:：]$`, 'u');
/** What nobody is called. */
const unlikeName = /[没不]|请假|拒绝|缺席|未(?:能|收)|无法/u;

/** Whether a line is what somebody named alone on the line before wrote, and not the next name. */
const isAnswer = (line: string): boolean => assent.test(line) || unlikeName.test(split(line)?.name ?? line);

/** Whether a line can be somebody's, by itself or with his answer: 和平张三, 李四 收到. */
function namesSomebody(line: string): boolean {
  if (isAnswer(line)) return false;
  return /^[\p{Script=Han}·]{2,8}$/u.test(line) || assent.test(split(line)?.reply ?? '');
}

/** Somebody named without words: they may come on the next line. `alone`: else the name itself is an answer, as in a list of who has seen it. */
interface Named extends ChatReply {
  line: string;
  alone: boolean;
}

const withoutNumber = (line: string): string => line.replace(ordinal, '').trim();

function announcedIn(line: string): string | null {
  const rest = withoutNumber(line);
  const name = (heading.exec(rest) ?? announced.exec(rest))?.[1]?.trim();
  return name && !assent.test(name) && !notPeople.test(line) ? name : null;
}

function readLine(line: string): ChatReply | Named | null {
  const name = announcedIn(line);
  if (name) return { name, reply: '', line, alone: false };
  const rest = withoutNumber(line);
  const reply = notPeople.test(line) || !rest ? null : split(rest);
  return reply && !reply.reply && rest === line ? { ...reply, line, alone: true } : reply;
}

const answers = ({ alone }: Named, line: string): boolean =>
  withoutNumber(line) === line && !announcedIn(line) && (alone ? isAnswer(line) : !namesSomebody(line));

function fromLines(lines: readonly string[]): ChatReplies {
  const found: ChatReplies = { replies: [], skipped: [] };
  let open: Named | null = null;
  const close = (words?: string) => {
    if (!open) return;
    if (words === undefined && !open.alone) found.skipped.push(open.line);
    else found.replies.push({ name: open.name, reply: cut(words ?? '', longestReply) });
    open = null;
  };
  const take = (line: string) => {
    if (open && answers(open, line)) return close(line);
    close();
    const read = readLine(line);
    if (!read) found.skipped.push(line);
    else if ('line' in read) open = read;
    else found.replies.push(read);
  };
  for (const line of lines) take(line);
  close();
  return found;
}

/**
 * Reads answers collected in a chat: 接龙 with its numbers, `姓名：收到` line by line, a name on one line and what he wrote on the next, or messages
 * copied with their names and times. Every line is an answer, part of one, or told as skipped; nothing is made up, and `姓名：` without words
 * is no answer.
 */
export function readReplies(text: string): ChatReplies {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029\v\f]/)
    .map((line) => line.replace(/\t/g, ' ').replace(unreadable, '').trim())
    .filter(Boolean);
  return heading.test(lines[0] ?? '') ? fromMessages(lines) : fromLines(lines);
}
