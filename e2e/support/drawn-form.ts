import { type HTMLElement, parse } from 'node-html-parser'

/** By a field's name: what is typed, `1` for a tick, or how the words of the choice begin. */
export type Fill = Record<string, string>

/** What a browser without scripts would post, and where to. */
export type Filled = { action: string; isMultipart: boolean; entries: [name: string, value: string][] }

/** What stands in `noscript` is read too, as by a browser without scripts. */
const read = (html: string): HTMLElement => parse(html, { blockTextElements: { script: true, style: true } })

const textOf = (element: HTMLElement): string => element.textContent.trim()
const isOn = (element: HTMLElement, attribute: string): boolean => element.hasAttribute(attribute)
const typeOf = (field: HTMLElement): string =>
  field.tagName === 'INPUT' ? (field.getAttribute('type') ?? 'text').toLowerCase() : field.tagName.toLowerCase()

/** Where the first link with this caption leads to; null: there is none. */
export const linkIn = (html: string, caption: string): string | null =>
  read(html)
    .querySelectorAll('a[href]')
    .find((link) => textOf(link) === caption)
    ?.getAttribute('href') ?? null

/** Where the links inside of this lead to. */
export const linksIn = (html: string, selector: string): string[] =>
  read(html)
    .querySelectorAll(`${selector} a[href]`)
    .map((link) => link.getAttribute('href') ?? '')

/** Fills the form that has a button with this caption, as far as it has these fields. */
export function fillForm(html: string, caption: string, fill: Fill): Filled {
  const drawn = read(html)
  const button = drawn.querySelectorAll('button').find((one) => textOf(one) === caption)
  const form = button && formOf(drawn, button)
  if (!form) throw new Error(`no form with «${caption}»: ${drawn.querySelector('main')?.textContent.slice(0, 300)}`)
  const fields = drawn.querySelectorAll('input, select, textarea').filter((field) => formOf(drawn, field) === form)
  const typed = new Map<HTMLElement, string>()
  for (const [name, value] of Object.entries(fill)) {
    const named = fields.filter((field) => field.getAttribute('name') === name)
    const choices = named.filter((field) => typeOf(field) === 'radio')
    if (choices.length > 0) choose(drawn, choices, value)
    else for (const field of named) type(field, value, typed)
  }
  const own = button.getAttribute('name')
  return {
    action: button.getAttribute('formaction') ?? form.getAttribute('action') ?? '',
    isMultipart: form.getAttribute('enctype') === 'multipart/form-data',
    entries: [
      ...fields.filter((field) => !isDisabled(field)).flatMap((field) => entriesOf(field, typed)),
      ...(own ? [[own, button.getAttribute('value') ?? ''] satisfies [string, string]] : []),
    ],
  }
}

function formOf(drawn: HTMLElement, control: HTMLElement): HTMLElement | null {
  const id = control.getAttribute('form')
  return id ? drawn.getElementById(id) : control.closest('form')
}

const isDisabled = (field: HTMLElement): boolean =>
  isOn(field, 'disabled') || field.closest('fieldset[disabled]') !== null

/** Where it does not go, what is chosen stays. */
function choose(drawn: HTMLElement, choices: HTMLElement[], words: string): void {
  const choice = choices.find((one) => labelsOf(drawn, one).some((label) => label.startsWith(words)))
  if (!choice) throw new Error(`no «${words}» in ${choices[0]?.getAttribute('name')}`)
  if (isDisabled(choice)) return
  for (const one of choices) one.removeAttribute('checked')
  choice.setAttribute('checked', '')
}

function labelsOf(drawn: HTMLElement, field: HTMLElement): string[] {
  const around = field.closest('label')
  const beside = drawn.querySelectorAll('label').filter((label) => label.getAttribute('for') === field.id)
  return [...(around ? [around] : []), ...(field.id ? beside : [])].map(textOf)
}

function type(field: HTMLElement, value: string, typed: Map<HTMLElement, string>): void {
  if (typeOf(field) === 'select') {
    // The districts of a city come with the page that is drawn for it.
    const options = field.querySelectorAll('option')
    const option = options.find((one) => textOf(one) === value)
    if (!option) return
    for (const one of options) one.removeAttribute('selected')
    option.setAttribute('selected', '')
  } else if (typeOf(field) === 'checkbox') {
    if (value === '1') field.setAttribute('checked', '')
    else field.removeAttribute('checked')
  } else typed.set(field, value)
}

function entriesOf(field: HTMLElement, typed: Map<HTMLElement, string>): [string, string][] {
  const name = field.getAttribute('name')
  const kind = typeOf(field)
  if (!name || ['submit', 'button', 'reset', 'image', 'file'].includes(kind)) return []
  if (kind === 'select') return selectedIn(field).map((value) => [name, value])
  if (kind === 'radio' || kind === 'checkbox')
    return isOn(field, 'checked') ? [[name, field.getAttribute('value') ?? 'on']] : []
  const value = typed.get(field)
  if (value !== undefined) return [[name, value]]
  // A browser leaves out the line break that the text begins with.
  return [[name, kind === 'textarea' ? field.textContent.replace(/^\r?\n/, '') : (field.getAttribute('value') ?? '')]]
}

/** A list in which nothing is chosen stands at its first option. */
function selectedIn(list: HTMLElement): string[] {
  const options = list.querySelectorAll('option')
  const selected = options.filter((option) => isOn(option, 'selected'))
  const first = isOn(list, 'multiple') ? [] : options.filter((option) => !isOn(option, 'disabled')).slice(0, 1)
  return (selected.length > 0 ? selected : first)
    .filter((option) => !isOn(option, 'disabled'))
    .map((option) => option.getAttribute('value') ?? textOf(option))
}
