import { describe, expect, it } from 'vitest'
import { conceptsIn } from './concepts.ts'
import { consonantKey } from './sounds.ts'
import { vetoOf } from './vetoes.ts'
import { segmentsOf, sentencesOf, wholeOf } from './words.ts'

const wordsOf = (text: string) => wholeOf(sentencesOf(text)).words

describe('sentencesOf', () => {
  it.each([
    ['سلام. ارسال دارید؟ مرسی', 3],
    ['۱- رنگش چیه ۲- با چی می‌فرستید', 2],
    ['عکس + هزینه پست', 2],
    ['یک خط\nو یکی دیگر', 2],
    ['قیمت ۲.۵ میلیون', 1],
    ['', 0],
    ['؟!', 0],
  ])('splits «%s» into %i', (text, count) => {
    expect(sentencesOf(text)).toHaveLength(count)
  })

  it('joins a verb with its می across any spacing and reduces stretched letters', () => {
    for (const text of ['می فرستید', 'می‌فرستید', 'میفرستید', 'ميفرستيد', 'میفرستیدددد'])
      expect(wordsOf(text), text).toEqual(['میفرستید'])
  })
})

describe('segmentsOf', () => {
  it('returns all of a short message first, and windows over a long one', () => {
    expect(segmentsOf(sentencesOf('سلام. ارسال دارید؟')).map(({ words }) => words.length)).toEqual([3, 1, 2])
    const long = segmentsOf(sentencesOf('کلمه '.repeat(100)))
    expect(long.map(({ words }) => words.length)).toEqual([40, 40, 40, 40])
  })
})

describe('consonantKey', () => {
  it.each([
    ['هزینه', 'hazine'],
    ['هزینه', 'حضینه'],
    ['تیپاکس', 'tipax'],
    ['تیپاکس', 'طیپاکث'],
    ['شهرستان', 'shahrestan'],
    ['چقدر', 'cheghadr'],
    ['ارسال', 'ersaal'],
    ['میفرستین', 'mifrestin'],
  ])('is equal for «%s» and «%s»', (one, other) => {
    expect(consonantKey(one)).toBe(consonantKey(other))
  })

  it('differs for other words and is never empty', () => {
    expect(consonantKey('پست')).not.toBe(consonantKey('پوشت'))
    expect(consonantKey('او')).toBe('-')
  })
})

describe('conceptsIn', () => {
  it('names concepts in any ending and script', () => {
    expect([...conceptsIn(wordsOf('هزینه‌ش با تیپاکس چنده؟'))].sort()).toEqual(['carrier', 'cost', 'much'])
    expect([...conceptsIn(wordsOf('hazine tipax chande'))].sort()).toEqual(['carrier', 'cost', 'much'])
    expect([...conceptsIn(['میز', 'چوبی'])]).toEqual([])
  })
})

describe('vetoOf', () => {
  it.each([
    ['پول رو زدم کی می‌فرستید', 'paid'],
    ['پرداخت انجام شد. چند روزه میرسه؟', 'paid'],
    ['واریز کردم، ارسال کنید لطفا', 'paid'],
    ['سفارش دادم، کی میرسه؟', 'paid'],
    ['ارسال کردید؟', 'sent'],
    ['کد رهگیری بدید', 'sent'],
    ['بسته من نرسیده، باز هم میفرستید؟', 'sent'],
    ['معاوضه می‌کنید با وانت؟', 'swap'],
    ['با گوشی تاخت میزنی، ارسال با من؟', 'swap'],
    ['برای شهرستان کرایه میدید؟', 'rent'],
    ['کرایه شهرستان هم دارید؟', 'rent'],
    ['حقوق پیک چقدره؟', 'job'],
    ['قرارداد رو پست می‌کنید؟', 'contract'],
  ])('stops an answer to «%s»: %s', (text, veto) => {
    expect(vetoOf(wordsOf(text))).toBe(veto)
  })

  it.each([
    'امروز پول بزنم کی میرسه؟',
    'اگه بخرم میفرستید؟',
    'کرایه تا کرج چقدره؟',
    'میشه فرستاد شهرستان؟',
    'کرایه باربریش با کیه؟',
    'چه روزی ارسال خواهد شد؟',
    'هزینه ارسال حساب شده؟',
  ])('allows an answer to «%s»', (text) => {
    expect(vetoOf(wordsOf(text))).toBeNull()
  })
})
