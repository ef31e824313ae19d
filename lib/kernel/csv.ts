/** Without it a spreadsheet reads Persian as something else. */
const byteOrderMark = '\uFEFF'

/** A cell that begins so is a formula to a spreadsheet, whatever else it was meant to be. */
const beginsFormula = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u

/** One cell: never a formula, and never two cells. */
function cellOf(text: string): string {
  const safe = beginsFormula.test(text) ? `'${text}` : text
  return /[",;\r\n]|^\s|\s$|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const lineOf = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** The text of a file that a spreadsheet opens: what it is called, then rows in as many pieces as they come in. */
export async function* csvOf(
  columns: readonly string[],
  pages: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<string, void, void> {
  yield byteOrderMark + lineOf(columns)
  for await (const rows of pages) if (rows.length > 0) yield rows.map(lineOf).join('')
}
