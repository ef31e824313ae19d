import { describe, expect, it } from 'vitest'
import { fillForm, linkIn } from './drawn-form.ts'

const page = `<main><a href="/a?b=1&amp;c=2"> ادامه </a><a>ادامه</a>
<form action="/first"><input name="other" value="1"/><button>نه</button></form>
<form enctype="multipart/form-data" id="main">
  <input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:&quot;x&quot;}"/>
  <input name="empty"/><input value="nameless"/><input type="file" name="picture"/>
  <textarea name="words">
دو &lt; سه</textarea>
  <label><input type="radio" name="size" value="small" checked=""/>کوچک، تا ۲ کیلو</label>
  <input type="radio" name="size" value="large" id="large"/><label for="large">بزرگ</label>
  <label><input type="radio" name="size" value="huge" disabled=""/>خیلی بزرگ</label>
  <input type="checkbox" name="fragile" value="1"/><input type="checkbox" name="plain" checked=""/>
  <select name="city"><option value="" disabled="" selected="">انتخاب کنید</option><option value="tehran">تهران</option></select>
  <select name="district"><option value="a">آ</option><option>ب</option></select>
  <fieldset disabled=""><input name="hidden" value="1"/></fieldset>
  <noscript><input name="noscript" value="1"/><button name="do" value="again">دوباره</button></noscript>
  <button name="do" value="go" formaction="/there">برو</button>
</form><input form="main" name="outside" value="1"/></main>`

const always = { '$ACTION_1:0': '{"id":"x"}', empty: '', noscript: '1', outside: '1' }
const filled = (caption: string, fill = {}) => {
  const { entries, ...rest } = fillForm(page, caption, fill)
  return { ...rest, fields: Object.fromEntries(entries), count: entries.length }
}

describe('a form of a page that no browser drew', () => {
  it('is posted as it was drawn, by its button, and as a browser would', () => {
    expect(filled('برو')).toEqual({
      action: '/there',
      isMultipart: true,
      fields: { ...always, words: 'دو < سه', size: 'small', plain: 'on', district: 'a', do: 'go' },
      count: 9,
    })
    expect(filled('دوباره')).toMatchObject({ action: '', fields: { do: 'again' } })
    expect(filled('نه')).toEqual({ action: '/first', isMultipart: false, fields: { other: '1' }, count: 1 })
  })

  it('takes what is typed, chosen by its words and ticked, as far as it has such fields', () => {
    const fill = {
      empty: 'پر',
      words: 'چهار',
      size: 'بزرگ',
      fragile: '1',
      plain: '',
      city: 'تهران',
      district: 'ب',
      no: 'x',
    }
    expect(filled('برو', fill).fields).toEqual({
      ...always,
      ...{ empty: 'پر', words: 'چهار', size: 'large', fragile: '1', city: 'tehran', district: 'ب', do: 'go' },
    })
  })

  it('keeps what was chosen where a choice does not go, and says what it has not', () => {
    expect(filled('برو', { size: 'خیلی بزرگ', district: 'پ' }).fields).toMatchObject({ size: 'small', district: 'a' })
    expect(() => fillForm(page, 'برو', { size: 'میانه' })).toThrow('no «میانه» in size')
    expect(() => fillForm(page, 'بیا', {})).toThrow('no form with «بیا»')
  })
})

it('a link of such a page is found by its whole caption', () => {
  expect([linkIn(page, 'ادامه'), linkIn(page, 'ادام')]).toEqual(['/a?b=1&c=2', null])
})
