import type ExcelJS from 'exceljs';

/** How every sheet that leaves the house is printed, from its row of column titles on: A4 across, as wide as the paper. */
export function printed(titlesRow: number): Partial<ExcelJS.PageSetup> {
  return {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    // As many pages down as the rows need.
    fitToHeight: 0,
    printTitlesRow: `${titlesRow}:${titlesRow}`,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
}

/** What a footer may hold at most, with room for what stands in the middle and on the right. */
const mostLetters = 150;

/** `&` begins a code there. */
const plain = (text: string): string => text.slice(0, mostLetters).replaceAll('&', '&&');

/** The foot of every printed page: who has exported it and when, which page of how many, and that it is not for everybody. */
export const footOf = (by: string): string => `&L${plain(by)}&C第 &P 页，共 &N 页&R内部资料，注意保密`;
