import {
  ArrowDown,
  ArrowUp,
  Bell,
  BookOpen,
  Building2,
  CalendarDays,
  ChartColumn,
  Check,
  ChevronDown,
  ChevronLeft,
  CircleAlert,
  CircleCheck,
  ClipboardCheck,
  Contact,
  FileText,
  Grid3x3,
  History,
  Inbox,
  Info,
  LayoutDashboard,
  ListChecks,
  LogOut,
  type LucideIcon,
  Megaphone,
  Menu,
  MessageSquare,
  MessagesSquare,
  Scale,
  ScrollText,
  Search,
  SearchCheck,
  ServerCog,
  Settings,
  ShieldAlert,
  Stamp,
  TriangleAlert,
  User,
  UserCheck,
  Users,
  UserX,
  Wrench,
  X,
} from 'lucide-react';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { IconName } from './icon';

const glyphs: Record<IconName, LucideIcon> = {
  alert: CircleAlert,
  audit: ScrollText,
  back: ChevronLeft,
  bell: Bell,
  board: LayoutDashboard,
  book: BookOpen,
  building: Building2,
  calendar: CalendarDays,
  chart: ChartColumn,
  chat: MessageSquare,
  chats: MessagesSquare,
  check: Check,
  close: X,
  delegate: UserCheck,
  done: CircleCheck,
  down: ArrowDown,
  grid: Grid3x3,
  history: History,
  inactive: UserX,
  inbox: Inbox,
  info: Info,
  inspect: SearchCheck,
  jobs: ServerCog,
  leave: LogOut,
  list: ListChecks,
  menu: Menu,
  open: ChevronDown,
  orders: ClipboardCheck,
  people: Contact,
  publish: Megaphone,
  report: FileText,
  requests: Users,
  scale: Scale,
  search: Search,
  settings: Settings,
  shield: ShieldAlert,
  stamp: Stamp,
  up: ArrowUp,
  user: User,
  warning: TriangleAlert,
  wrench: Wrench,
};

/** What stands inside lucide's own svg element. */
function shape(Glyph: LucideIcon): string {
  return renderToStaticMarkup(createElement(Glyph)).replace(/^<svg[^>]*>|<\/svg>$/g, '');
}

// After a change of the names or of lucide: npx vitest run --project tools components/ui/icon.test.ts -u
test('the file of icons holds lucide’s shape of every name', async () => {
  const symbols = Object.entries(glyphs).map(
    ([name, Glyph]) => `<symbol id="${name}" viewBox="0 0 24 24">${shape(Glyph)}</symbol>`,
  );
  const file = [
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">',
    ...symbols,
    '</svg>',
    '',
  ].join('\n');
  await expect(file).toMatchFileSnapshot('icons.svg');
});
