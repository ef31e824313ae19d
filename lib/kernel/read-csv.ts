/** What a file may part its cells by: what is pasted out of a spreadsheet has tabs, some languages' files semicolons. */
const separators = ['\t', ';', ','] as const

/** The mark by which a written file keeps a formula from being one. */
const formulaMark = /^'(?=[\s\0]*[=+\-@＝＋－＠]|[\t\r\n])/u

/**
 * The rows of a file or of what was pasted out of a spreadsheet, with whatever its first line parts cells by. Lines in which nothing
 * stands are left out. The counterpart of `csvOf`.
 */
export function readCsv(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(plain)
  const rows: string[][] = []
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], '', false]
  const endCell = () => {
    row.push(cell.replace(formulaMark, ''))
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.some((one) => one.trim() !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < plain.length; at++) {
    const sign = plain.charAt(at)
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (plain.charAt(at + 1) === '"') cell += plain.charAt(at++)
      else isQuoted = false
    } else if (sign === '"' && cell === '') isQuoted = true
    else if (sign === separator) endCell()
    else if (sign === '\n' || sign === '\r') endRow()
    else cell += sign
  }
  endRow()
  return rows
}

/** Most of what stands in the first line, outside of quotes; of one that has none a comma. */
function separatorOf(text: string): string {
  const [line = ''] = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .trimStart()
    .split(/[\r\n]/)
  const count = (separator: string) => line.split(separator).length - 1
  return separators.reduce<string>((most, one) => (count(one) > count(most) ? one : most), ',')
}
