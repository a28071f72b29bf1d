export const officeTimeZone = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: officeTimeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

type Part = 'year' | 'month' | 'day' | 'weekday' | 'hour' | 'minute';

/** From here on the office's clocks are eight hours ahead, without daylight saving; before, its history is asked. */
const uniformFrom = Date.UTC(1992, 0, 1);
const uniformTo = Date.UTC(9999, 0, 1);
const ahead = 8 * 3_600_000;
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

function read(at: Date): Record<Part, string> {
  const time = at.getTime();
  return time >= uniformFrom && time < uniformTo ? counted(time) : lookedUp(at);
}

/** A list writes dozens of moments; asking Intl for each took a fortieth of its answer. */
function counted(time: number): Record<Part, string> {
  const local = new Date(time + ahead);
  const text = local.toISOString();
  return {
    year: text.slice(0, 4),
    month: text.slice(5, 7),
    day: text.slice(8, 10),
    weekday: weekdays[local.getUTCDay()] ?? '',
    hour: text.slice(11, 13),
    minute: text.slice(14, 16),
  };
}

function lookedUp(at: Date): Record<Part, string> {
  return Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value])) as Record<
    Part,
    string
  >;
}

/** The office's calendar day of a moment: `2026-11-22`. */
export function officeDay(at: Date): string {
  const p = read(at);
  return `${p.year}-${p.month}-${p.day}`;
}

/** Minutes since midnight in the office's time zone. */
export function officeMinutes(at: Date): number {
  const p = read(at);
  return Number(p.hour) * 60 + Number(p.minute);
}

/** The moment of an office day and a time of day in minutes; the zone has had no daylight saving since 1991. */
export function officeMoment(day: string, minutes: number): Date {
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return new Date(`${day}T${time}:00+08:00`);
}

/** `2026-11-22 周日 14:05` */
export function formatMoment(at: Date): string {
  const p = read(at);
  return `${p.year}-${p.month}-${p.day} ${p.weekday} ${p.hour}:${p.minute}`;
}

/** `11-22 14:05` */
export function formatShort(at: Date): string {
  const p = read(at);
  return `${p.month}-${p.day} ${p.hour}:${p.minute}`;
}

/** `2026-11-22T14:05`: office time as the browser's field for a moment has it. */
export function officeLocal(at: Date): string {
  const p = read(at);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}
