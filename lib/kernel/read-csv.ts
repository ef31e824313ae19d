import Papa from 'papaparse'

/** What a file may part its cells by: what is pasted out of a spreadsheet has tabs, some languages' files semicolons. */
const separators = [',', '\t', ';']

/** The mark by which a written file keeps a formula from being one. */
const formulaMark = /^'(?=[\s\0]*[=+\-@＝＋－＠]|[\t\r\n])/u

/**
 * The rows of a file or of what was pasted out of a spreadsheet, with whatever parts its lines into equally many cells. Lines in which
 * nothing stands are left out. The counterpart of `csvOf`.
 */
export function readCsv(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '')
  const { data } = Papa.parse<string[]>(plain, { delimitersToGuess: separators, skipEmptyLines: 'greedy' })
  return data.map((row) => row.map((cell) => cell.replace(formulaMark, '')))
}
