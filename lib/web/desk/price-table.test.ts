import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '#lib/kernel/csv.ts'
import { cellsOf, type PriceCells, readPriceCells, type Service, sampleTariff } from '#lib/shipping/index.ts'
import { anyTariffs } from '#lib/shipping/testing-tariffs.ts'
import { cellsOfFields, cellValue, parcelsOfFields, priceFields, savedParcelFields } from './price-form.ts'
import { readTable, tableColumns, tableLines } from './price-table.ts'

const sample = cellsOf(sampleTariff)

async function fileOf(cells: PriceCells, service: Service): Promise<string> {
  async function* page() {
    yield tableLines(cells, service)
  }
  let text = ''
  for await (const piece of csvOf(tableColumns, page())) text += piece
  return text
}

const read = (text: string, service: Service = 'city_express') => {
  const table = readTable(text, service, sample)
  return table.ok ? table.cells : table.sentence
}

describe('the table of a service', () => {
  it('out as a file and in again is the same list, whatever list it is and whatever stood there', async () => {
    await fc.assert(
      fc.asyncProperty(anyTariffs, fc.boolean(), async ({ version: _, area: _a, off: _o, ...list }, isOver) => {
        let cells = cellsOf(list)
        for (const { service } of list.services) {
          const file = await fileOf(cells, service)
          // Over another table of the service.
          const old = { ...cells, [`${service}.same_city.small`]: 1, [`${service}.packing.xlarge`]: 2 }
          const table = readTable(file, service, isOver ? old : cells)
          if (!table.ok) throw new Error(table.sentence)
          cells = table.cells
        }
        expect(readPriceCells(cells)).toEqual({ ok: true, list })
      }),
      { numRuns: 25 },
    )
  })

  it('is read as people paste it: tabs, Persian digits, thousands apart, rials where it says so, other letters', () => {
    const pasted = [
      'سطر\tكوچک\tمتوسط\tقیمت هر پله (تومان)',
      'درون  شهر\t۸۵٬۰۰۰\t110,000\t۶۰٬۰۰۰ ریال',
      'زمان تحویل\tزود',
    ].join('\n')
    expect(read(pasted)).toMatchObject({
      'city_express.same_city.small': 85_000,
      'city_express.same_city.medium': 110_000,
      'city_express.same_city.stepPrice': 6_000,
      'city_express.limits.deliveryTime': 'زود',
      'post_vijeh.limits.deliveryTime': sample['post_vijeh.limits.deliveryTime'],
    })
    expect(read(pasted)).not.toHaveProperty(['city_express.packing.small'])
  })

  it.each([
    ['۲٫۵', 2.5],
    ['2/5', 2.5],
    ['\u200e2.5', 2.5],
    ['۱۲٬۵۰۰', 12_500],
    ['2,5', '2,5'],
    ['1\u200c2', '1\u200c2'],
  ])('reads a cell that is no money, and makes no fraction ten times as much: %j', (text, value) => {
    expect(cellValue('city_express.same_city.stepGrams', text)).toBe(value)
  })

  it.each([
    ['', 'جدولی در آن نیست'],
    ['سلام', 'جدولی در آن نیست'],
    ['سطر,کوچک\n', 'جدولی در آن نیست'],
    ['سطر,کوچولو\nدرون شهر,1', 'ستون «کوچولو»'],
    ['سطر,کوچک\nکرهٔ ماه,1', 'سطر «کرهٔ ماه»'],
    // A comma between thousands makes two cells of one number: it is told, not halved.
    ['سطر,کوچک\nدرون شهر,85,000', 'ستون «000»'],
    ['سطر,کوچک,هر پله (گرم)\nبسته‌بندی شکستنی,1,500', 'ستون «500»'],
    ['سطر,کوچک,متوسط\nزمان تحویل,زود,دیر', 'ستون «دیر»'],
    ['سطر,کوچک,\nدرون شهر,1,2', 'ستون «2»'],
  ])('says what it does not know: %j', (text, notice) => {
    expect(read(text)).toContain(notice)
  })

  it('keeps what is no amount, so that its cell is named', () => {
    const table = readTable('سطر,کوچک\nدرون شهر,ده یا بیست', 'city_express', sample)
    const cells = table.ok ? readPriceCells(table.cells) : null
    expect(cells).toMatchObject({ ok: false, cells: expect.arrayContaining(['city_express.same_city.small']) })
  })
})

describe('the form of the prices', () => {
  it('sent as it was shown changes nothing, whatever list it is', () => {
    fc.assert(
      fc.property(anyTariffs, ({ version: _, area: _a, off: _o, ...list }) => {
        expect(readPriceCells(cellsOfFields(priceFields(cellsOf(list))))).toEqual({ ok: true, list })
      }),
      { numRuns: 25 },
    )
  })

  it('takes no field that it does not have', () => {
    const fields = {
      ...priceFields(sample),
      'balloon.same_city.small': '1',
      'city_express.limits.small': '1',
      toString: '1',
    }
    expect(cellsOfFields(fields)).toEqual(sample)
  })

  it('has half a centimetre, and a name of digits as a name', () => {
    const list = {
      ...sample,
      'post_vijeh.limits.side1': 45.5,
      'list.name': '۱۴۰۵',
      'post_vijeh.limits.deliveryTime': '۲',
    }
    expect(cellsOfFields(priceFields(list))).toEqual(list)
  })

  it.each([
    ['۱۴۰۵/۱۲/۲۹', '1405-12-29'],
    ['1405-12-29', '1405-12-29'],
    ['١٤٠٥/٤/٩', '1405-04-09'],
    [' ۱۴۰۵ / ۱ / ۵ ', '1405-01-05'],
    ['۱۴۰۵.۰۱.۰۵', '1405-01-05'],
    ['\u200f۱۴۰۵/۰۱/۰۵', '1405-01-05'],
    ['آخر سال', 'آخر سال'],
    ['', undefined],
    ['  ', undefined],
  ])('reads a last day as people write it: %j', (text, day) => {
    expect(cellsOfFields({ ...priceFields(sample), 'list.validTo': text })['list.validTo']).toBe(day)
  })

  it('takes parcels by their rows, and passes over rows in which nothing stands', () => {
    const parcel = {
      service: 'post_pishtaz',
      distance: 'other_province',
      size: 'small',
      weightGrams: 2_000,
      fragile: true,
      expectedToman: 117_000,
    } as const
    const fields = savedParcelFields([parcel] as unknown as Parameters<typeof savedParcelFields>[0])
    expect(parcelsOfFields({ ...fields, 'parcel3.weightGrams': '۵۰۰', 'parcel4.fragile': '1' })).toEqual([
      { row: 0, parcel },
      { row: 3, parcel: { service: '', distance: '', size: '', weightGrams: 500, fragile: false, expectedToman: '' } },
    ])
  })
})
