import qrcode from 'qrcode-generator';

/** White around the picture, in modules: cameras need it to find the corners. */
const quiet = 4;

function darkModules(text: string): { size: number; path: string } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const places = Array.from({ length: size * size }, (_, at) => [Math.floor(at / size), at % size] as const);
  const dark = places.filter(([row, column]) => code.isDark(row, column));
  const path = dark.map(([row, column]) => `M${column + quiet} ${row + quiet}h1v1h-1z`).join('');
  return { size: size + 2 * quiet, path };
}

/** A text to be scanned, drawn on the server; black on white in the dark too, as cameras want it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = darkModules(text);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-64 max-w-full shrink-0 rounded-md border border-base-300"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
