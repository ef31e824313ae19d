import type { APIRequestContext, APIResponse, Page } from '@playwright/test'

/** A page as the server draws it for a browser without scripts, and where it stands after redirects. */
export type Drawn = { url: string; html: string }

/** By a field's name: what is typed, `1` for a tick, or how the words of the choice begin. */
type Fill = Record<string, string>

export type PlainForms = ReturnType<typeof plainForms>

/** What a browser without scripts does: opens, follows, fills and posts with the cookies of `request`. `page` only reads HTML. */
export function plainForms(request: APIRequestContext, page: Page) {
  const drawnFrom = async (answer: APIResponse): Promise<Drawn> => {
    if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}`)
    // A page that is parsed in another one is under that one's policy, which reports each style written in place.
    return { url: answer.url(), html: (await answer.text()).replaceAll(/ style="[^"]*"/g, '') }
  }

  const open = async (url: string) => await drawnFrom(await request.get(url))

  /** Follows the link with this caption. */
  async function follow({ url, html }: Drawn, caption: string): Promise<Drawn> {
    const href = await page.evaluate(
      ([source, wanted]) => {
        const drawn = new DOMParser().parseFromString(source, 'text/html')
        return [...drawn.links].find((link) => link.textContent?.trim() === wanted)?.getAttribute('href') ?? null
      },
      [html, caption] as const,
    )
    if (href === null) throw new Error(`no link «${caption}» on ${url}`)
    return await open(new URL(href, url).href)
  }

  /** Fills the form that has a button with this caption, as far as it has these fields, and posts it by that button. */
  async function submit({ url, html }: Drawn, caption: string, fill: Fill): Promise<Drawn> {
    const { action, isMultipart, entries } = await page.evaluate(fillForm, [html, caption, fill] as const)
    const filled = new FormData()
    for (const [name, value] of entries) filled.append(name, value)
    const body = isMultipart ? { multipart: filled } : { form: filled }
    const headers = { origin: new URL(url).origin }
    return await drawnFrom(await request.post(new URL(action, url).href, { ...body, headers }))
  }

  return { open, follow, submit }
}

/** Runs in the page, which can read HTML. */
function fillForm([html, caption, fill]: readonly [string, string, Fill]) {
  const drawn = new DOMParser().parseFromString(html, 'text/html')
  const button = [...drawn.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === caption)
  const form = button?.form
  if (!form) throw new Error(`no form with «${caption}»: ${drawn.querySelector('main')?.textContent?.slice(0, 300)}`)
  const wordsOf = ({ labels }: HTMLInputElement) => [...(labels ?? [])].map((label) => label.textContent?.trim() ?? '')
  for (const [name, value] of Object.entries(fill)) {
    const fields = [
      ...form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(`[name="${name}"]`),
    ]
    const choices = fields.filter(
      (field) => field instanceof HTMLInputElement && field.type === 'radio',
    ) as HTMLInputElement[]
    if (choices.length > 0) {
      const choice = choices.find((one) => wordsOf(one).some((words) => words.startsWith(value)))
      if (!choice) throw new Error(`no «${value}» in ${name}`)
      // Where it does not go, what is chosen stays.
      if (!choice.disabled) choice.checked = true
    } else {
      for (const field of fields) {
        if (field instanceof HTMLSelectElement) {
          // The districts of a city come with the page that is drawn for it.
          const option = [...field.options].find(({ text }) => text.trim() === value)
          if (option) option.selected = true
        } else if (field instanceof HTMLInputElement && field.type === 'checkbox') {
          field.checked = value === '1'
        } else {
          field.value = value
        }
      }
    }
  }
  const entries = [...new FormData(form, button)].map(([name, value]) => [name, String(value)] as const)
  const action = button.getAttribute('formaction') ?? form.getAttribute('action') ?? ''
  return { action, isMultipart: form.getAttribute('enctype') === 'multipart/form-data', entries }
}
