import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * One noun for one thing, in every text that a person reads. `said` is the noun; `never` what it was called besides, which
 * no text may say, as patterns.
 */
const glossary: readonly { thing: string; said: string; never: readonly string[] }[] = [
  {
    thing: 'who comes to the door',
    said: 'مأمور پیک',
    never: [
      'پیک تعیین',
      'تعیین پیک',
      'پیک نزد',
      'نزد شما',
      'نزد فروشنده',
      'وقتی پیک',
      '(?<!مأمور )پیکی',
      'کالا به پیک',
    ],
  },
  { thing: 'the business, where it has no name', said: 'شرکت پیک', never: ['پیک‌رسان'] },
  { thing: 'what leads to a page', said: 'لینک', never: ['پیوند'] },
  { thing: 'the chatbot', said: 'ربات پیک', never: ['گفت‌وگو با پیک', 'من دستیار پیک'] },
  { thing: 'a letter or digit that is typed', said: 'حرف', never: ['نویسه'] },
  { thing: 'what a heavier parcel costs', said: 'هزینهٔ وزن بیشتر', never: ['اضافه‌وزن', 'اضافه وزن'] },
  { thing: 'the other person in the chat', said: 'طرف مقابل', never: ['طرف دیگر'] },
  { thing: 'there and here', said: 'آنجا', never: ['آن‌جا', 'این‌جا', 'این‌که', 'آن‌که'] },
  { thing: 'erasing', said: 'پاک کردن', never: ['پاک‌کردن'] },
]

describe('the glossary', () => {
  const root = join(import.meta.dirname, '../..')
  const sources = ['app', 'components', 'lib']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^lib\/(language|divar)\//.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

  it.each(glossary)('has one noun for $thing: $said', ({ said, never }) => {
    const wrong = sources.flatMap(({ file, text }) =>
      never.filter((word) => new RegExp(word).test(text)).map((word) => `${file}: ${word}`),
    )
    expect(wrong).toEqual([])
    expect(sources.some(({ text }) => text.includes(said))).toBe(true)
  })

  it('leaves no mark of the genitive behind where a noun that ends in ه was replaced', () => {
    expect(sources.filter(({ text }) => /[^هۀ]\u0654/u.test(text)).map(({ file }) => file)).toEqual([])
  })
})
