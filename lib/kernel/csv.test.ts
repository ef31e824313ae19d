import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byteStream } from './byte-stream.ts'
import { csvOf } from './csv.ts'

async function* pages(...all: string[][][]) {
  yield* all
}

const textOf = async (columns: string[], ...all: string[][][]) => {
  let text = ''
  for await (const piece of csvOf(columns, pages(...all))) text += piece
  return text
}

/** As a spreadsheet reads a file back: RFC 4180. */
function parsed(text: string): string[][] {
  const rows: string[][] = []
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], '', false]
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (isQuoted && character === '"' && text.charAt(at + 1) === '"') {
      cell += '"'
      at += 1
    } else if (character === '"') isQuoted = !isQuoted
    else if (isQuoted || (character !== ',' && character !== '\r' && character !== '\n')) cell += character
    else if (character === ',') [row, cell] = [[...row, cell], '']
    else if (character === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
    }
  }
  return rows
}

describe('a file for a spreadsheet', () => {
  it('begins with the mark by which Persian is read as Persian, and ends its lines as spreadsheets do', async () => {
    expect(await textOf(['کد', 'از'], [['XK4', 'تهران، ونک']])).toBe('\uFEFFکد,از\r\nXK4,تهران، ونک\r\n')
    expect(await textOf(['کد'])).toBe('\uFEFFکد\r\n')
  })

  it.each(['=1+1', '+98', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\n@x', '=cmd|"/c calc"!A1'])(
    'has no formula in it: %j',
    async (text) => {
      const [, [cell = ''] = []] = parsed((await textOf(['a'], [[text]])).replace('\uFEFF', ''))
      expect(cell).toBe(`'${text}`)
    },
  )

  it('gives back every cell, a formula after its mark', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string())), async (rows) => {
        const [, ...read] = parsed((await textOf(['a', 'b'], rows)).replace('\uFEFF', ''))
        expect(read.map((row) => row.length)).toEqual(rows.map(() => 2))
        for (const [at, row] of rows.entries()) {
          for (const [column, cell] of row.entries()) expect([cell, `'${cell}`]).toContain(read[at]?.[column])
        }
      }),
    )
  })
})

describe('a file that is sent piece by piece', () => {
  const watched = () => {
    const seen = { made: 0, ended: false }
    async function* endless() {
      try {
        for (;;) {
          seen.made += 1
          yield [[String(seen.made)]]
        }
      } finally {
        seen.ended = true
      }
    }
    return { seen, stream: byteStream(csvOf(['a'], endless())) }
  }

  it('is made no further than it is read, and not at all behind who went away', async () => {
    const { seen, stream } = watched()
    const reader = stream.getReader()
    await reader.read()
    expect(seen.made).toBe(0)
    await reader.read()
    await reader.read()
    expect(seen.made).toBe(2)
    await reader.cancel()
    expect(seen).toEqual({ made: 2, ended: true })
  })

  it('breaks off where its rows do: nobody takes a part for the whole', async () => {
    async function* broken() {
      yield [['1']]
      throw new Error('the database went away')
    }
    const reader = byteStream(csvOf(['a'], broken())).getReader()
    await reader.read()
    await reader.read()
    await expect(reader.read()).rejects.toThrow('the database went away')
  })
})
