import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from './csv.ts'
import { readCsv } from './read-csv.ts'

describe('a file of a spreadsheet', () => {
  it('is read as the cells that it was written of', async () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^'[\s\0]*[=+\-@＝＋－＠]|^'[\t\r\n]/u.test(text))
    // A line in which nothing stands is left out.
    const row = fc.tuple(fc.constant('سطر'), cell, cell)
    await fc.assert(
      fc.asyncProperty(fc.array(row), async (rows) => {
        async function* pages() {
          yield rows
        }
        let text = ''
        for await (const piece of csvOf(['a', 'b', 'c'], pages())) text += piece
        expect(readCsv(text)).toEqual([['a', 'b', 'c'], ...rows])
      }),
    )
  })

  it.each([
    ['pasted out of a spreadsheet', 'a\tb\n1\t2,5'],
    ['with semicolons', 'a;b\r\n1;2,5\r\n'],
    ['with commas, the one inside quoted', '\uFEFFa,b\r\n\r\n1,"2,5"\r\n , \r\n'],
    ['with the line ends of an old computer', 'a,b\r1,"2,5"'],
    ['with quotes around a separator in the first line', '"a",b\n1,"2,5"'],
  ])('is read %s', (_, text) => {
    expect(readCsv(text)).toEqual([
      ['a', 'b'],
      ['1', '2,5'],
    ])
  })

  it('has quotes within a cell as they stand', () => {
    expect(readCsv('a"b,"c""d",""\n')).toEqual([['a"b', 'c"d', '']])
    expect(readCsv('')).toEqual([])
    expect(readCsv('"never ends,\n1')).toEqual([['never ends,\n1']])
  })
})
