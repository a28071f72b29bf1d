/** How much of a workbook is read. What exceeds a limit is refused; nothing is cut off silently. */
export interface SheetLimits {
  /** Of the file as it was uploaded. */
  fileBytes: number;
  /** Parts in the container. */
  entries: number;
  /** Unpacked, of one part and of all that are read; counted while they unpack. */
  partBytes: number;
  totalBytes: number;
  /** Unpacked to packed, asked of parts larger than `ratioFrom`. */
  ratio: number;
  ratioFrom: number;
  /** Rows with content below the header. */
  rows: number;
  columns: number;
  /** Characters in a cell. */
  cell: number;
  /** Texts that cells share: how many, and characters in all. */
  sharedTexts: number;
  sharedLength: number;
}

const megabyte = 1024 * 1024;

/** What any list that people fill in fits into, with room to spare. */
export const sheetLimits: SheetLimits = {
  fileBytes: 20 * megabyte,
  entries: 1_000,
  partBytes: 64 * megabyte,
  totalBytes: 96 * megabyte,
  ratio: 200,
  ratioFrom: 4 * megabyte,
  rows: 5_000,
  columns: 100,
  cell: 1_000,
  sharedTexts: 200_000,
  sharedLength: 8_000_000,
};
