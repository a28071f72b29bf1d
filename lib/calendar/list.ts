import type { ListDefinition } from '@/lib/core/paging';

export interface CalendarDayRow {
  day: string;
  working: boolean;
  name: string;
  source: string;
  provisional: boolean;
  changedAt: Date;
  changedByName: string;
}

export const calendarDayList: ListDefinition<CalendarDayRow> = {
  name: 'calendar-days',
  title: '工作日历调整',
  sorts: ['day'],
  defaultSort: 'day',
  defaultDir: 'desc',
  filters: {
    kind: {
      label: '类别',
      choices: [
        { value: 'working', label: '上班' },
        { value: 'off', label: '放假' },
      ],
    },
  },
  columns: [
    { title: '日期', value: (row) => row.day, width: 14 },
    { title: '安排', value: (row) => (row.working ? '上班' : '放假'), width: 8 },
    { title: '名称', value: (row) => row.name, width: 16 },
    { title: '依据', value: (row) => row.source, width: 40 },
    { title: '暂定', value: (row) => (row.provisional ? '是' : '否'), width: 8 },
    { title: '调整人', value: (row) => row.changedByName, width: 12 },
    { title: '调整时间', value: (row) => row.changedAt, width: 18 },
  ],
};
