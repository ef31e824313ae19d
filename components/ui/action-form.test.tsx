import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import { ActionForm } from './action-form.tsx'
import { Checkbox } from './checkbox.tsx'
import { RadioCards } from './radio-cards.tsx'
import { Select } from './select.tsx'
import { SubmitButton } from './submit-button.tsx'
import { TextInput } from './text-input.tsx'
import { Textarea } from './textarea.tsx'

const cards = [
  { value: 'small', label: 'کوچک' },
  { value: 'huge', label: 'بزرگ', unavailable: 'جا نمی‌شود' },
]
const groups = [{ label: 'شهرها', options: [{ value: 'yazd', label: 'یزد' }] }]

/** What a browser without scripts gets. */
const draw = (initial: FormState) =>
  renderToStaticMarkup(
    <ActionForm name="all" action={async (state) => state} initial={initial} hidden={{ digest: 'd1' }}>
      <TextInput name="mobile" label="موبایل" hint="با ۰۹" dir="ltr" numeric />
      <Textarea name="line" label="نشانی" />
      <Select name="city" label="شهر" placeholder="انتخاب کنید" groups={groups} />
      <RadioCards name="size" label="اندازه" cards={cards} />
      <Checkbox name="fragile" label="شکستنی" />
      <SubmitButton name="intent" value="go">
        ادامه
      </SubmitButton>
    </ActionForm>,
  )

const tag = (html: string, start: string): string => html.slice(html.indexOf(start)).split('>')[0] ?? ''

describe('an action form rendered by the server', () => {
  const typed = { mobile: '۰۹۱۲', line: 'خیابان «الف» <b>', city: 'yazd', size: 'small', fragile: '1' }

  it('keeps its input', () => {
    const html = draw({ ...emptyForm, values: typed })
    expect(tag(html, '<input id="field-mobile"')).toContain('value="۰۹۱۲"')
    expect(html).toContain('خیابان «الف» &lt;b&gt;</textarea>')
    expect(html).toContain('<option value="yazd" selected="">')
    expect(tag(html, '<input type="radio" id="field-size"')).toContain('checked=""')
    expect(tag(html, '<input type="checkbox"')).toContain('checked=""')
    expect(html).toContain('<input type="hidden" name="digest" value="d1"/>')
  })

  it('shows no error when there is none', () => {
    const html = draw(emptyForm)
    expect(html).not.toContain('role="alert"')
    expect(html).not.toContain('aria-invalid')
  })

  it('links each error to its field and lists all on top', () => {
    const faults = {
      mobile: 'شماره کوتاه است.',
      line: 'بنویسید.',
      city: 'کدام شهر؟',
      size: 'کدام اندازه؟',
      fragile: 'نه.',
    }
    const html = draw({ ...emptyForm, faults })
    expect(html.indexOf('role="alert"')).toBeLessThan(html.indexOf('field-mobile"'))
    for (const [name, sentence] of Object.entries(faults)) {
      expect(html).toContain(`<a href="#field-${name}"`)
      expect(html).toContain(`id="field-${name}-fault"`)
      expect(html.split(sentence)).toHaveLength(3)
      expect(html).toMatch(new RegExp(`id="field-${name}"`))
      expect(html).toMatch(new RegExp(`aria-invalid="true"[^>]*aria-describedby="field-${name}-fault`))
    }
    expect(tag(html, '<input id="field-mobile"')).toContain('aria-describedby="field-mobile-fault field-mobile-hint"')
  })

  it('lets the answer to a posted form take the focus', () => {
    expect(tag(draw({ ...emptyForm, notice: 'عوض شد.' }), '<div role="alert"')).toMatch(/tabindex="-1" autofocus/)
  })

  it('asks for digits and accepts Persian ones', () => {
    const input = tag(draw(emptyForm), '<input id="field-mobile"')
    expect(input).toContain('type="text"')
    expect(input).toContain('inputMode="numeric"')
  })

  it('disables a choice that cannot be made and says why', () => {
    const html = draw(emptyForm)
    expect(html.split('<input').find((input) => input.includes('value="huge"'))).toContain('disabled=""')
    expect(html).toContain('جا نمی‌شود')
  })
})
