import { describe, expect, it } from 'vitest'
import cities from '#lib/divar/data/cities.json' with { type: 'json' }
import { findEnds } from './find-cities.ts'
import { wordsOf } from './words.ts'

const none = { from: null, to: null }
const ends = (text: string, known: Parameters<typeof findEnds>[2] = none) => {
  const { from, to } = findEnds(wordsOf(text), cities, known)
  return [from, to]
}

describe('findEnds', () => {
  it.each([
    ['هزینه ارسال از طهران به مشهد', 'tehran', 'mashhad'],
    ['هزینه از تهرون تا اصفهون', 'tehran', 'isfahan'],
    ['قیمت ارسال تهران به اسفهان', 'tehran', 'isfahan'],
    ['از تهران به کرمونشاه', 'tehran', 'kermanshah'],
    ['از تهران به مشد', 'tehran', 'mashhad'],
    ['از رشت به انزلی', 'rasht', 'bandar-anzali'],
    ['از تهران به زاهدون', 'tehran', 'zahedan'],
    ['از تهران به گنبد', 'tehran', 'gonbad-e-kavus'],
    ['از قشم به بندر', 'qeshm', 'bandar-abbas'],
    ['tehran be mashhad', 'tehran', 'mashhad'],
    ['az tehran be shiraz gheymat', 'tehran', 'shiraz'],
    ['از تهرانم به شیرازم', 'tehran', 'shiraz'],
    ['درون شهری تهران', 'tehran', 'tehran'],
    ['تهران درون شهری', 'tehran', 'tehran'],
    ['داخل تهران', 'tehran', 'tehran'],
    ['از خود تهران به کرج', 'tehran', 'karaj'],
    ['از نور به بم', 'nur', 'bam'],
    ['ساری بابل', 'sari', 'babol'],
    ['قیمت پردیس', 'pardis', null],
    ['کیش', 'kish', null],
  ])('reads «%s» as from %s to %s', (text, from, to) => {
    expect(ends(text)).toEqual([from, to])
  })

  it('does not take other words or the city asked about in general for an end', () => {
    for (const text of ['مهران جان بسته من کجاست', 'خیابان شیراز', 'شما تهران هستید', 'نور خوبی دارد این اتاق'])
      expect(ends(text, { from: 'qom', to: null }), text).toEqual(['qom', null])
  })
})
