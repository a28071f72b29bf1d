export interface SlipLine {
  term: string;
  value: string;
}

/** A paragraph of the slip, styled through the DOM: style attributes in markup are refused by the page's policy. */
function paragraph(page: Document, text: string, size: string): HTMLElement {
  const element = page.createElement('p');
  element.textContent = text;
  element.style.fontSize = size;
  element.style.margin = '0 0 8pt';
  return element;
}

/** Prints a slip of paper by itself, not the page it is shown on. Nothing of it stays in the document. */
export function printSlip(title: string, lines: readonly SlipLine[], note: string): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.body.append(frame);
  const page = frame.contentDocument;
  if (!page) return;
  page.title = title;
  page.body.style.fontFamily = 'sans-serif';
  page.body.append(
    paragraph(page, title, '16pt'),
    ...lines.map(({ term, value }) => paragraph(page, `${term}：${value}`, '13pt')),
    paragraph(page, note, '10pt'),
  );
  frame.contentWindow?.addEventListener('afterprint', () => frame.remove());
  frame.contentWindow?.print();
}
