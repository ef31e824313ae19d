'use client'

const prefix = 'peyk.typed '
/** As long as an idle session lives; by then the page itself has ended. */
const maxMs = 15 * 60_000

/** What stands in the form now, by name: what somebody chose or typed, not what is sent along unseen. */
export function typedIn(form: HTMLFormElement): Record<string, string> {
  const typed: Record<string, string> = {}
  for (const field of Array.from(form.elements)) {
    if (field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) typed[field.name] = field.value
    if (!(field instanceof HTMLInputElement) || field.type === 'hidden') continue
    const isChoice = field.type === 'radio' || field.type === 'checkbox'
    typed[field.name] = isChoice && !field.checked ? (typed[field.name] ?? '') : field.value
  }
  return typed
}

export type Shelf = {
  keep(typed: Record<string, string>): void
  read(): Record<string, string> | null
  forget(): void
}

/**
 * Where this browser's tab keeps what was typed into a form, so that a reload brings it back: the form's own page and
 * name, for the one session that the page's mark stands for. Whatever another session left here is taken away. A browser
 * may refuse any of it.
 */
export function shelf(name: string): Shelf | null {
  const mark = document.querySelector<HTMLMetaElement>('meta[name=peyk-mark]')?.content
  if (!mark) return null
  const own = `${prefix}${mark} `
  const key = `${own}${location.pathname} ${name}`
  forgetTyped((other) => !other.startsWith(own))
  return {
    keep: (typed) => attempt(() => sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), typed }))),
    read: () =>
      attempt(() => {
        const { at, typed } = JSON.parse(sessionStorage.getItem(key) ?? '{"at":0}')
        if (Date.now() - at < maxMs) return typed
        sessionStorage.removeItem(key)
        return null
      }),
    forget: () => attempt(() => sessionStorage.removeItem(key)),
  }
}

/** Takes away what this tab has kept of forms. */
export function forgetTyped(which: (key: string) => boolean = () => true): void {
  attempt(() => {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(prefix) && which(key)) sessionStorage.removeItem(key)
    }
  })
}

function attempt<T>(deed: () => T): T | null {
  try {
    return deed()
  } catch {
    return null
  }
}
