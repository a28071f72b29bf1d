import {
  BookOpen,
  Building2,
  CalendarDays,
  ChartColumn,
  ClipboardCheck,
  Contact,
  FileText,
  Grid3x3,
  History,
  Inbox,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  Megaphone,
  MessageSquare,
  MessagesSquare,
  Scale,
  ScrollText,
  SearchCheck,
  ServerCog,
  Settings,
  ShieldAlert,
  Stamp,
  User,
  UserCheck,
  Users,
  UserX,
  Wrench,
} from 'lucide-react';

const ICONS = {
  board: LayoutDashboard,
  inbox: Inbox,
  requests: Users,
  orders: ClipboardCheck,
  chat: MessageSquare,
  chats: MessagesSquare,
  inactive: UserX,
  publish: Megaphone,
  stamp: Stamp,
  shield: ShieldAlert,
  scale: Scale,
  chart: ChartColumn,
  inspect: SearchCheck,
  report: FileText,
  wrench: Wrench,
  book: BookOpen,
  building: Building2,
  people: Contact,
  settings: Settings,
  calendar: CalendarDays,
  grid: Grid3x3,
  audit: ScrollText,
  jobs: ServerCog,
  list: ListChecks,
  history: History,
  user: User,
  delegate: UserCheck,
} satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof ICONS;

/**
 * A decorative icon by name, for navigation and figures. Server components only: a client component that needs
 * an icon imports it from lucide-react by itself, so that the whole table does not travel to the browser.
 */
export function Icon({ name, className = 'size-4' }: { name: IconName; className?: string }) {
  const Glyph = ICONS[name];
  return <Glyph aria-hidden className={`shrink-0 ${className}`} strokeWidth={1.75} />;
}
